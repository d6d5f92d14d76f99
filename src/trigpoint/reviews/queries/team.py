"""Who sits on a review: its lead, its reviewers and its facilitator, as appointed."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from trigpoint.access.roles import Place, Role
from trigpoint.organisations.queries import by_id
from trigpoint.people.queries.appointments import at_place
from trigpoint.reviews.models import Review

TEAM = (Role.LEAD_REVIEWER, Role.REVIEWER)
SEATS = (*TEAM, Role.FACILITATOR)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One seat. `school_id` is the school that sends the person; `trained_until` stands on the appointment."""

    person_id: uuid.UUID
    name: str
    initials: str
    role: str
    school_id: uuid.UUID | None
    school_name: str
    trained_until: dt.date | None
    appointment_id: uuid.UUID

    @property
    def leads(self) -> bool:
        return self.role == Role.LEAD_REVIEWER

    @property
    def facilitates(self) -> bool:
        return self.role == Role.FACILITATOR

    @property
    def reviews(self) -> bool:
        """Whether the person is of the team that visits (the facilitator is not)."""
        return self.role in TEAM


def members(review: Review, *, on: dt.date) -> list[Member]:
    """Lead first, then reviewers by name, then the facilitator. One query."""
    return of_reviews([review.pk], on=on)[review.pk]


def of_reviews(review_ids: Iterable[uuid.UUID], *, on: dt.date) -> dict[uuid.UUID, list[Member]]:
    """The seats of several reviews by review id, in the order of `members`. One query."""
    found: dict[uuid.UUID, list[Member]] = {pk: [] for pk in review_ids}
    rows = at_place(Place.REVIEW, found, on=on, roles=SEATS).defer(*by_id.beyond_name("school"))
    for seat in rows:
        if seat.place_id is not None:
            found[seat.place_id].append(
                Member(
                    person_id=seat.person_id,
                    name=seat.person.name,
                    initials=seat.person.initials,
                    role=seat.role,
                    school_id=seat.school_id,
                    school_name=seat.school.name if seat.school else "",
                    trained_until=seat.trained_until,
                    appointment_id=seat.pk,
                )
            )
    for seats in found.values():
        seats.sort(key=lambda member: (SEATS.index(Role(member.role)), member.name))
    return found
