"""A review as one person sees it: what every page and call about a review starts from."""

import dataclasses
import datetime as dt
import uuid

from django.utils import timezone

from trigpoint.access.hats import NOBODY, Hats
from trigpoint.frameworks.queries import Tree, tree
from trigpoint.kernel.words import speak
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.enums import Part
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import parts as parts_of

__all__ = ["Part", "Review", "Scene", "acting", "load", "of", "unasked"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The review, what the person is to it, its pinned model and framework, and the day."""

    review: Review
    parts: frozenset[Part]
    hats: Hats
    model: Definition
    tree: Tree
    on: dt.date

    def plays(self, *parts: Part) -> bool:
        """Whether the person plays any of these parts."""
        return not self.parts.isdisjoint(parts)


def load(hats: Hats, review_id: uuid.UUID, *, on: dt.date) -> Scene:
    """One query; the words of the review's model are spoken from here on. Raises Missing when it is not theirs to know of."""
    return _spoken(of(hats, parts_of.get(hats, review_id), on=on))


def of(hats: Hats, review: Review, *, on: dt.date) -> Scene:
    """The scene of a review already at hand."""
    return Scene(
        review=review,
        parts=parts_of.parts(hats, review),
        hats=hats,
        model=definition(review.review_model_id),
        tree=tree(review.framework_id),
        on=on,
    )


def acting(person_id: uuid.UUID, review: Review, *, at: dt.datetime) -> Scene:
    """The scene of whoever acts, from what they hold at that moment: what an action asks its rules with."""
    on = timezone.localdate(at)
    return _spoken(of(hats_of(person_id, on=on), review, on=on))


def unasked(review: Review, *, at: dt.datetime) -> Scene:
    """The scene of the system itself, which plays no part and whom no rule is asked about."""
    return _spoken(of(NOBODY, review, on=timezone.localdate(at)))


def _spoken(scene: Scene) -> Scene:
    speak(scene.model)
    return scene
