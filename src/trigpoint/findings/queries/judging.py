"""
What a team says of an aspect in one review: a place on the framework's ladder, statements, strength of evidence, lists of points.

The review's model says what is asked for and its framework what there is to choose from; both together make what the
form, the call and the document have. A framework without levels or statements has none, whatever the model says: so the
same partnership reviews once with statements and once with open questions.
"""

import dataclasses
import functools

from trigpoint.frameworks.queries import Tree
from trigpoint.programmes.queries.review_models import Definition

__all__ = ["Judging", "judging"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Judging:
    """`levels`, `strengths` and `lists` map keys to labels in order; what is empty is not asked for."""

    levels: dict[str, str]
    statements: bool
    strengths: dict[str, str]
    lists: dict[str, str]
    not_enough_evidence: bool
    agreed_with_host: bool

    @functools.cached_property
    def estimates(self) -> bool:
        """A level is what is said (not only what is kept beside the statements, to compare)."""
        return bool(self.levels) and not self.statements

    @functools.cached_property
    def words_alone(self) -> bool:
        """Nothing is chosen and nothing listed: the commentary says it all."""
        return not (self.levels or self.statements or self.strengths or self.lists)


def judging(model: Definition, tree: Tree) -> Judging:
    """What the model asks for, as far as the framework has it."""
    asked = model.judgement
    levels = tree.level_labels if asked.levels else {}
    return Judging(
        levels=levels,
        statements=asked.statements and any(aspect.statements for aspect in tree.aspects.values()),
        strengths={} if levels else asked.strength_labels,
        lists=asked.list_labels,
        not_enough_evidence=asked.not_enough_evidence,
        agreed_with_host=asked.agreed_with_host,
    )
