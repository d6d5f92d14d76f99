"""How the school sees itself, aspect by aspect: what stands beside the team's positions once the school released it."""

import dataclasses

from trigpoint.frameworks.queries import Tree
from trigpoint.reviews.queries import pack, self_evaluation
from trigpoint.reviews.queries.scene import Review


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """The school's own position on one aspect, in words. Empty where it has said nothing, or released nothing."""

    level: str = ""
    statements: tuple[str, ...] = ()
    evidence: str = ""
    how_we_know: str = ""

    @property
    def is_given(self) -> bool:
        return bool(self.level or self.statements or self.evidence or self.how_we_know)


def by_aspect(review: Review, tree: Tree) -> dict[str, OwnView]:
    """For every aspect of the framework; `level` is its label, `statements` are keys. Three queries at most."""
    if not pack.releases(review):
        return dict.fromkeys(tree.aspects, OwnView())
    return dict.fromkeys(tree.aspects, OwnView()) | {
        code: OwnView(
            level=tree.level_labels.get(said.level, ""),
            statements=tuple(said.statements),
            evidence=said.evidence,
            how_we_know=said.how_we_know,
        )
        for code, said in self_evaluation.positions(review).items()
    }
