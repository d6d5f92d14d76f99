"""The reviews that go on and that a person has something to do in: read once for all that a home page says of them."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Iterator

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Role
from trigpoint.kernel.words import speaking
from trigpoint.organisations.queries import by_id
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.enums import Part
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import stages
from trigpoint.reviews.queries.parts import parts, visible_to
from trigpoint.reviews.queries.stages import Step

__all__ = ["InHand", "in_words", "load"]

GOING_ON = ("planned", "under_way")
ASKED = frozenset(
    {
        Role.LEAD_REVIEWER,
        Role.REVIEWER,
        Role.FACILITATOR,
        Role.HEAD,
        Role.SENIOR_LEADER,
        Role.CHAMPION,
        Role.STAFF,
        Role.GOVERNOR,
        Role.CHAIR_OF_GOVERNORS,
        Role.PARTNERSHIP_LEAD,
    }
)
"""Who may have something to do in a review, be it a form of its model: to the others it is only open."""
MOST = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """The reviews with host and partnership, by the day of the visit; what the person is to each, and its stages."""

    reviews: tuple[Review, ...] = ()
    parts: dict[uuid.UUID, frozenset[Part]] = dataclasses.field(default_factory=dict)
    steps: dict[uuid.UUID, tuple[Step, ...]] = dataclasses.field(default_factory=dict)

    def played(self, *wanted: Part) -> list[Review]:
        """Those in which the person plays one of these parts."""
        return [review for review in self.reviews if not self.parts[review.pk].isdisjoint(wanted)]

    def visited(self, *wanted: Part, on: dt.date) -> list[Review]:
        """Those of them whose visit has begun by the day."""
        return [review for review in self.played(*wanted) if review.visit_starts_on <= on]

    def by_kind(self, review: Review) -> dict[str, Step]:
        """The stages of one of them by their kind."""
        return {step.kind: step for step in self.steps[review.pk]}


def load(hats: Hats) -> InHand:
    """Two queries, and none for somebody who is never asked for anything."""
    asked = Hats(person_id=hats.person_id, worn=tuple(hat for hat in hats.worn if hat.role in ASKED))
    if not asked.worn:
        return InHand()
    rows = visible_to(asked).filter(state__in=GOING_ON).select_related("host", "partnership")
    reviews = tuple(rows.defer(*by_id.beyond_name("host")).order_by("visit_starts_on")[:MOST])
    return InHand(
        reviews=reviews,
        parts={review.pk: parts(hats, review) for review in reviews},
        steps=stages.of_reviews(reviews),
    )


def in_words(reviews: Iterable[Review]) -> Iterator[Review]:
    """One after the other; while one is looked at, its model's words are spoken."""
    for review in reviews:
        with speaking(definition(review.review_model_id)):
            yield review
