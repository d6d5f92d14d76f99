"""What each school gives and receives, this cycle and before, what it costs, and what each person gives against a wish."""

import dataclasses
import datetime as dt
import uuid

from trigpoint.allocation.queries import facts as facts_of
from trigpoint.allocation.queries.facts import OVER, Facts
from trigpoint.allocation.queries.options import SUPPLY_DAY
from trigpoint.allocation.queries.scope import Scope

__all__ = ["Balance", "Page", "Share", "load"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Reviewer-days of one school. `carried` is what it gave more than it received in earlier cycles."""

    school_id: uuid.UUID
    school: str
    given: int
    received: int
    carried: int
    cover: int
    cap: int | None

    @property
    def balance(self) -> int:
        return self.carried + self.given - self.received


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one person gives in this cycle, against what they would like and can."""

    name: str
    school: str
    reviews: int
    days: int
    wished: int | None
    most: int | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    schools: tuple[Balance, ...]
    people: tuple[Share, ...]


def load(scope: Scope, *, on: dt.date) -> Page:
    return of(facts_of.load(scope, on=on))


def of(facts: Facts) -> Page:
    """No query. Reviews that were called off or put off are not counted."""
    given: dict[uuid.UUID, int] = {}
    received: dict[uuid.UUID, int] = {}
    reviews: dict[uuid.UUID, int] = {}
    days: dict[uuid.UUID, int] = {}
    for host in facts.hosts:
        review = host.review
        if review is None or review.state in OVER[1:]:
            continue
        length = (review.visit_ends_on - review.visit_starts_on).days + 1
        for seat in host.seats:
            if seat.school_id:
                given[seat.school_id] = given.get(seat.school_id, 0) + length
            received[host.school.pk] = received.get(host.school.pk, 0) + length
            reviews[seat.person_id] = reviews.get(seat.person_id, 0) + 1
            days[seat.person_id] = days.get(seat.person_id, 0) + length
    schools = [
        Balance(
            school_id=pk,
            school=school.name,
            given=given.get(pk, 0),
            received=received.get(pk, 0),
            carried=earlier.days_given - earlier.days_received if earlier else 0,
            cover=SUPPLY_DAY * given.get(pk, 0),
            cap=facts.capacities[pk].cost_cap if pk in facts.capacities else None,
        )
        for pk, school in facts.schools.items()
        for earlier in [facts.earlier.get(pk)]
    ]
    people = [
        Share(
            name=person.account.name,
            school=person.school.name if person.school else "",
            reviews=reviews.get(person.account.pk, 0),
            days=days.get(person.account.pk, 0),
            wished=person.ready.wished_days,
            most=person.ready.most_days,
        )
        for person in facts.people
    ]
    return Page(
        schools=tuple(sorted(schools, key=lambda one: (one.school, str(one.school_id)))),
        people=tuple(sorted(people, key=lambda one: (one.school, one.name))),
    )
