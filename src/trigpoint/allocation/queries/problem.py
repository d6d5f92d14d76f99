"""
From what the product holds to what `rota` plans.

A review that is settled (`settled`) is no part of the problem, and the time that it takes from people and schools is.
People and schools go by their ids, reviews by `facts.key_of`; names of people stay here. The calendar is made in
`problem_days`, people in `problem_people`, the review model's rules in `problem_rules`.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

import rota
from trigpoint.allocation.enums import PinKind
from trigpoint.allocation.queries import facts as facts_of
from trigpoint.allocation.queries import fitting, gaps, problem_days, problem_people, problem_rules, settled
from trigpoint.allocation.queries.facts import Facts, Host
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem_days import EVERYBODY, Windows
from trigpoint.allocation.queries.problem_people import UNKNOWN, People
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.queries.whereabouts import places
from trigpoint.programmes.enums import WindowKind
from trigpoint.reviews.enums import ConflictSource

SAID_BY: dict[str, str] = {
    ConflictSource.PERSON: _("as they say themselves"),
    ConflictSource.PLANNER: _("as those who plan say"),
    ConflictSource.FILE: _("as a file said that was brought in"),
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Built:
    """The problem, and what it leaves out: reviews that are settled, and schools for which no day is left."""

    problem: rota.Problem
    facts: Facts
    settled: tuple[Host, ...]
    too_late: tuple[Host, ...]
    lost: frozenset[uuid.UUID]


def build(scope: Scope, options: Options, *, on: dt.date) -> Built:
    """The problem of this scope as it stands on the day."""
    return made(facts_of.load(scope, on=on, subject=options.subject), options)


def made(facts: Facts, options: Options) -> Built:
    """The same from facts already at hand. One query."""
    options = fitting.fitted(options, facts.model)
    done = settled.settled(facts, settled.soon(facts, options))
    closed = {host.key for host in done}
    rest = [
        host for host in facts.hosts if host.key not in closed and (host.review is not None or _says_what(facts, host))
    ]
    spans = problem_days.windows(facts, options, rest)
    hosts = [host for host in rest if host.key in spans]
    place, lost = places(facts.schools.values())
    taken = settled.taken(facts, done)
    people = problem_people.people(facts, options, taken, spans)
    days = problem_days.days(facts, spans)
    middle = next(iter(place.values()), (0.0, 0.0))
    problem = rota.Problem(
        name=str(scope_id(facts.scope)),
        mode="network" if options.across else "cluster",
        days=days,
        term_patterns=problem_days.terms(facts, spans),
        programme=problem_rules.programme(facts, options),
        weights=problem_rules.weights(options),
        schools=tuple(_schools(facts, options, place)),
        reviewers=problem_people.reviewers(facts, people, spans),
        reviews=tuple(_reviews(facts, options, hosts, spans)),
        conflicts=tuple(_conflicts(facts, people)),
        pins=tuple(_pins(facts, spans, people)),
        baseline=_baseline(facts, hosts, days, people),
        extra=rota.Extra(
            workshop_within=problem_days.workshop_within(facts),
            cost_caps={
                str(pk): float(row.cost_cap) for pk, row in facts.capacities.items() if row.cost_cap is not None
            },
            cover_per_day=float(options.cover_pounds),
            pool=problem_people.pool(facts, people, spans, middle, EVERYBODY),
            carried={
                str(pk): rota.Carried(taken.given[pk], taken.received[pk])
                for pk in facts.schools
                if taken.given[pk] or taken.received[pk]
            },
            targets={
                str(person.account.pk): float(person.ready.wished_days)
                for person, _given in people
                if person.ready.wished_days is not None
            },
            forbidden=tuple(_forbidden(facts, spans, people)),
            apart=tuple(problem_rules.apart(facts, options, hosts, people, spans)),
            settings=problem_rules.settings(facts, options, hosts, people),
            points=problem_rules.points(facts),
        ),
    )
    return Built(
        problem=problem,
        facts=facts,
        settled=done,
        too_late=tuple(host for host in rest if host.key not in spans),
        lost=frozenset(lost),
    )


def _says_what(facts: Facts, host: Host) -> bool:
    """Where one subject of a school is looked at, nothing is planned before somebody says which."""
    return facts.model.subject.kind != "subject" or bool(host.subject_name)


def scope_id(scope: Scope) -> uuid.UUID:
    return scope.partnership.pk if scope.partnership else scope.programme.pk


def _schools(facts: Facts, options: Options, place: dict[uuid.UUID, tuple[float, float]]) -> Iterator[rota.School]:
    for school in sorted(facts.schools.values(), key=lambda school: str(school.pk)):
        lat, lon = place[school.pk]
        capacity = facts.capacities.get(school.pk)
        closed = [w for w in facts.windows.get(school.pk, ()) if w.kind != WindowKind.OPEN]
        yield rota.School(
            id=str(school.pk),
            name=school.name,
            lat=lat,
            lon=lon,
            phase=school.phase or UNKNOWN,
            trust=str(school.trust_id) if school.trust_id else None,
            cluster=str(facts.partnership_of.get(school.pk, "")) or None,
            pattern=problem_days.pattern(facts, school.pk),
            max_away=capacity.most_away if capacity else options.most_away,
            blocked=tuple(rota.Span(w.starts_on, w.ends_on) for w in closed),
        )


def _reviews(facts: Facts, options: Options, hosts: list[Host], spans: Windows) -> Iterator[rota.Review]:
    weeks = problem_days.preferred(facts, hosts, spans)
    for host in hosts:
        capacity = facts.capacities.get(host.school.pk)
        span = spans[host.key]
        yield rota.Review(
            id=host.key,
            school=str(host.school.pk),
            days=options.visit_days if host.review is None else _length(host),
            members=options.team_size - 1,
            preferred_week=weeks[host.key],
            earliest=span.first,
            latest=span.last,
            needs=tuple(capacity.needs) if capacity else (),
        )


def _length(host: Host) -> int:
    assert host.review is not None  # noqa: S101 - asked for planned ones alone
    return (host.review.visit_ends_on - host.review.visit_starts_on).days + 1


def _conflicts(facts: Facts, people: People) -> Iterator[rota.Conflict]:
    """What people and planners have said, and where people hold another role."""
    hosting = {host.school.pk for host in facts.hosts}
    known = _known(people)
    for row in facts.conflicts:
        if row.school_id in hosting and row.person_id in known:
            yield rota.Conflict(reviewer=str(row.person_id), school=str(row.school_id), reason=SAID_BY[row.source])
    for person, _given in people:
        own = person.school.pk if person.school else None
        for school_id in sorted(person.employers & hosting - {own}, key=str):
            yield rota.Conflict(reviewer=str(person.account.pk), school=str(school_id), reason=_("works there"))


def _pins(facts: Facts, spans: Windows, people: People) -> Iterator[rota.Pin]:
    known = _known(people)
    for pin in facts.pins:
        for host in facts.of_pin(pin):
            if host.key not in spans:
                continue
            if pin.kind == PinKind.DATE:
                yield rota.Pin(review=host.key, start=pin.starts_on)
            elif pin.kind in (PinKind.LEAD, PinKind.PERSON) and pin.person_id in known:
                seat = rota.Seat.LEAD if pin.kind == PinKind.LEAD else None
                override = pin.reason if pin.overrides else ""
                yield rota.Pin(review=host.key, reviewer=str(pin.person_id), seat=seat, override=override)


def _baseline(facts: Facts, hosts: list[Host], days: tuple[dt.date, ...], people: People) -> rota.Plan | None:
    """What is planned today, of the reviews that may still change."""
    known, able = _known(people), set(days)
    within = problem_days.workshop_within(facts)
    bookings = []
    for host in hosts:
        if host.review is None:
            continue
        seats = [seat for seat in host.seats if seat.person_id in known]
        bookings.append(
            rota.Booking(
                review=host.key,
                start=host.review.visit_starts_on,
                lead=next((str(seat.person_id) for seat in seats if seat.leads), None),
                members=tuple(str(seat.person_id) for seat in seats if not seat.leads),
                workshop=problem_days.first_workshop(host, able, within),
            )
        )
    return rota.Plan(instance=str(scope_id(facts.scope)), bookings=tuple(bookings)) if bookings else None


def _forbidden(facts: Facts, spans: Windows, people: People) -> Iterator[rota.Forbidden]:
    """Pairs that whoever plans has ruled out, and whoever has declined."""
    known = _known(people)
    for pin in facts.pins:
        for host in facts.of_pin(pin) if pin.kind == PinKind.FORBID and pin.person_id in known else ():
            if host.key in spans:
                yield rota.Forbidden(review=host.key, reviewer=str(pin.person_id), reason="")
    for gap in gaps.declined(facts.hosts, filled_too=True):
        if gap.person_id in known and gap.key in spans:
            reason = _("has said that they can't come")
            yield rota.Forbidden(review=gap.key, reviewer=str(gap.person_id), reason=reason)


def _known(people: People) -> set[uuid.UUID]:
    return {person.account.pk for person, _given in people}
