"""How the school sees itself, aspect by aspect: what stands beside the team's positions."""

import dataclasses
import importlib

from trigpoint.frameworks.queries import Tree
from trigpoint.reviews.queries.scene import Review


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """The school's own position on one aspect, in words."""

    level: str = ""
    statements: tuple[str, ...] = ()
    evidence: str = ""
    how_we_know: str = ""

    @property
    def is_given(self) -> bool:
        return bool(self.level or self.statements or self.evidence or self.how_we_know)


def by_aspect(review: Review, tree: Tree) -> dict[str, OwnView]:
    """For every aspect of the framework; `level` is its label, `statements` are keys. One query."""
    try:
        answers = importlib.import_module("trigpoint.reviews.queries.self_evaluation").positions(review)
    except ModuleNotFoundError:
        answers = {}
    return {
        code: OwnView(
            level=tree.level_labels.get(said.level, ""),
            statements=tuple(said.statements),
            evidence=said.evidence,
            how_we_know=said.how_we_know,
        )
        if (said := answers.get(code))
        else OwnView()
        for code in tree.aspects
    }
