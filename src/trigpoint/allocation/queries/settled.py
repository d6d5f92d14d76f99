"""What is no part of a problem, and what it takes from it: reviews that are settled, and visits elsewhere."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict

import rota
from trigpoint.allocation.enums import PinKind
from trigpoint.allocation.queries.facts import OVER, Facts, Host
from trigpoint.allocation.queries.options import Options
from trigpoint.reviews.queries.scene import Review

type Spans = dict[uuid.UUID, list[rota.Span]]
type Counts = dict[uuid.UUID, int]


@dataclasses.dataclass(kw_only=True)
class Taken:
    """What settled reviews take: days from people and schools, and from what each may give. By person or school."""

    days: Spans = dataclasses.field(default_factory=lambda: defaultdict(list))
    at_home: Spans = dataclasses.field(default_factory=lambda: defaultdict(list))
    reviews: Counts = dataclasses.field(default_factory=lambda: defaultdict(int))
    given_days: Counts = dataclasses.field(default_factory=lambda: defaultdict(int))
    given: dict[uuid.UUID, float] = dataclasses.field(default_factory=lambda: defaultdict(float))
    received: dict[uuid.UUID, float] = dataclasses.field(default_factory=lambda: defaultdict(float))


def settled(facts: Facts, soon: dt.date) -> tuple[Host, ...]:
    """Reviews that are under way, over, put off, frozen by a pin, near enough to be counted on, or over a weekend."""
    frozen = {host.key for pin in facts.pins if pin.kind == PinKind.FREEZE for host in facts.of_pin(pin)}
    return tuple(host for host in facts.hosts if host.settled or _stays(host.review, host.key in frozen, soon))


def _stays(review: Review | None, is_frozen: bool, soon: dt.date) -> bool:  # noqa: FBT001 - as the pins say
    """Whether it is planned and left as it is. What is proposed lies within one week, so a longer visit is not touched."""
    if review is None:
        return False
    first, last = review.visit_starts_on, review.visit_ends_on
    return is_frozen or first < soon or first.isocalendar()[:2] != last.isocalendar()[:2]


def soon(facts: Facts, options: Options) -> dt.date:
    """The first day that leaves people notice enough."""
    return facts.on + dt.timedelta(days=options.notice_days)


def taken(facts: Facts, hosts: tuple[Host, ...]) -> Taken:
    found = Taken()
    for host in hosts:
        review = host.review
        if review is None or review.state in OVER[1:]:
            continue
        span = rota.Span(review.visit_starts_on, review.visit_ends_on)
        length = (span.last - span.first).days + 1
        found.at_home[host.school.pk].append(span)
        for seat in host.seats:
            found.days[seat.person_id].append(span)
            found.reviews[seat.person_id] += 1
            found.given_days[seat.person_id] += length
            if seat.school_id:
                found.given[seat.school_id] += length
            found.received[host.school.pk] += length
    for person in facts.people:  # visits of other partnerships and programmes
        for visit in person.engaged:
            found.days[person.account.pk].append(rota.Span(visit.first, visit.last))
    for school_id, share in facts.earlier.items():
        found.given[school_id] += share.days_given
        found.received[school_id] += share.days_received
    return found
