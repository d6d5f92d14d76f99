"""What was done in a programme's reviews, to be counted: dates, aspects, seats; no words and no names."""

import dataclasses
import datetime as dt
import uuid
from collections import Counter, defaultdict

from django.utils import timezone

from trigpoint.access.roles import Place
from trigpoint.people.queries.appointments import ever_at_place
from trigpoint.reviews.models import Focus, Override, Review, Stage
from trigpoint.reviews.queries.team import SEATS, TEAM

__all__ = ["Record", "Seat", "of_programme"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    person_id: uuid.UUID
    school_id: uuid.UUID | None
    role: str

    @property
    def reviews(self) -> bool:
        return self.role in TEAM


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One review as it was done: `due` and `done` by kind of stage, `mode` of the team's work, soft guards passed."""

    review_id: uuid.UUID
    host_id: uuid.UUID
    partnership_id: uuid.UUID
    review_model_id: uuid.UUID
    framework_id: uuid.UUID
    cycle: int
    state: str
    visit_starts_on: dt.date
    visit_ends_on: dt.date
    aspects: tuple[str, ...]
    mode: str
    due: dict[str, dt.date]
    done: dict[str, dt.date]
    seats: tuple[Seat, ...]
    overrides: int

    @property
    def days(self) -> int:
        return (self.visit_ends_on - self.visit_starts_on).days + 1

    @property
    def team(self) -> tuple[Seat, ...]:
        """Those who visit."""
        return tuple(seat for seat in self.seats if seat.reviews)


def of_programme(programme_id: uuid.UUID, *, starts_on: dt.date, ends_on: dt.date) -> list[Record]:
    """The programme's reviews whose visit begins in these days, by date. Five queries, however many."""
    found = Review.objects.filter(programme_id=programme_id, visit_starts_on__range=(starts_on, ends_on))
    rows = list(found.select_related("cycle").order_by("visit_starts_on", "pk"))
    ids = [row.pk for row in rows]
    due: dict[uuid.UUID, dict[str, dt.date]] = defaultdict(dict)
    done: dict[uuid.UUID, dict[str, dt.date]] = defaultdict(dict)
    for review_id, kind, due_on, done_at in Stage.objects.filter(review_id__in=ids).values_list(
        "review_id", "kind", "due_on", "done_at"
    ):
        due[review_id][kind] = due_on
        if done_at:
            done[review_id][kind] = timezone.localdate(done_at)
    focus = {row.review_id: row for row in Focus.objects.filter(review_id__in=ids)}
    passed = Counter(Override.objects.filter(review_id__in=ids).values_list("review_id", flat=True))
    seats: dict[uuid.UUID | None, dict[tuple[uuid.UUID, str], Seat]] = defaultdict(dict)
    for held in ever_at_place(Place.REVIEW, ids, roles=SEATS):
        seat = Seat(person_id=held.person_id, school_id=held.school_id, role=held.role)
        seats[held.place_id][held.person_id, held.role] = seat
    return [
        Record(
            review_id=row.pk,
            host_id=row.host_id,
            partnership_id=row.partnership_id,
            review_model_id=row.review_model_id,
            framework_id=row.framework_id,
            cycle=row.cycle.number,
            state=row.state,
            visit_starts_on=row.visit_starts_on,
            visit_ends_on=row.visit_ends_on,
            aspects=tuple(focus[row.pk].aspects) if row.pk in focus else (),
            mode=focus[row.pk].mode if row.pk in focus else "",
            due=due[row.pk],
            done=done[row.pk],
            seats=tuple(seats[row.pk].values()),
            overrides=passed[row.pk],
        )
        for row in rows
    ]
