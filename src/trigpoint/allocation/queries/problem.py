"""
From what the product holds to what `rota` plans.

A review that is under way, over, put off, frozen by a pin or near enough to be counted on is settled: it is no part of
the problem, and the time that it takes from people and schools is. People and schools go by their ids, reviews by
`facts.key_of`; names of people stay here.
"""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

import rota
from trigpoint.access.roles import Role
from trigpoint.allocation.enums import PinKind
from trigpoint.allocation.queries import facts as facts_of
from trigpoint.allocation.queries import gaps
from trigpoint.allocation.queries.facts import Facts, Host, Person
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.queries.whereabouts import places
from trigpoint.programmes.enums import StageKind, WindowKind
from trigpoint.programmes.queries.calendar import year_of

UNKNOWN = "unknown"
EVERYBODY = "all"
KEEPS_PEOPLE = (WindowKind.INSET, WindowKind.HOLIDAY)
WEEK = dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)
CALM = {0: 0.0, 1: 1.0, 2: 10.0}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Built:
    """The problem, and what it leaves out: reviews that are settled, and schools for which no day is left."""

    problem: rota.Problem
    facts: Facts
    settled: tuple[Host, ...]
    too_late: tuple[Host, ...]
    lost: frozenset[uuid.UUID]


@dataclasses.dataclass(kw_only=True)
class _Taken:
    """What settled reviews take: days from people and schools, and from what each may give."""

    days: dict[uuid.UUID, list[rota.Span]]
    at_home: dict[uuid.UUID, list[rota.Span]]
    reviews: dict[uuid.UUID, int]
    given_days: dict[uuid.UUID, int]
    given: dict[uuid.UUID, float]
    received: dict[uuid.UUID, float]


def build(scope: Scope, options: Options, *, on: dt.date) -> Built:
    """The problem of this scope as it stands on the day."""
    return made(facts_of.load(scope, on=on), options)


def made(facts: Facts, options: Options) -> Built:
    """The same from facts already at hand. No query."""
    frozen = {facts_of.key_of(pin.cycle_id, pin.school_id) for pin in facts.pins if pin.kind == PinKind.FREEZE}
    soon = facts.on + dt.timedelta(days=options.notice_days)
    settled = tuple(host for host in facts.hosts if _is_settled(host, frozen, soon))
    rest = [host for host in facts.hosts if host not in settled]
    spans = {host.key: _window(host, options, soon) for host in rest}
    open_hosts = [host for host in rest if spans[host.key] is not None]
    windows = {key: span for key, span in spans.items() if span is not None}
    place, lost = places(facts.schools.values())
    taken = _taken(facts, settled)
    people = tuple(_people(facts, options, taken, windows))
    first = min((span.first for span in windows.values()), default=facts.on)
    last = max((span.last for span in windows.values()), default=facts.on) + WEEK
    middle = next(iter(place.values()), (0.0, 0.0))
    days = tuple(_working_days(facts, first, last))
    problem = rota.Problem(
        name=str(scope_id(facts.scope)),
        mode="network" if options.across else "cluster",
        days=days,
        term_patterns=_terms(facts, first, last),
        programme=_programme(facts, options),
        weights=_weights(options),
        schools=tuple(_schools(facts, options, place)),
        reviewers=tuple(_reviewer(facts, person, given) for person, given in people if person.school),
        reviews=tuple(_reviews(facts, options, open_hosts, windows)),
        conflicts=tuple(_conflicts(facts)),
        pins=tuple(_pins(facts, windows, people)),
        baseline=_baseline(facts, open_hosts, days, people),
        extra=_extra(facts, options, taken=taken, windows=windows, people=people, middle=middle),
    )
    return Built(
        problem=problem,
        facts=facts,
        settled=settled,
        too_late=tuple(host for host in rest if host.key not in windows),
        lost=frozenset(lost),
    )


def scope_id(scope: Scope) -> uuid.UUID:
    return scope.partnership.pk if scope.partnership else scope.programme.pk


def _is_settled(host: Host, frozen: set[str], soon: dt.date) -> bool:
    if host.settled:
        return True
    return host.review is not None and (host.key in frozen or host.review.visit_starts_on < soon)


def _window(host: Host, options: Options, soon: dt.date) -> rota.Span | None:
    first = max(host.earliest, soon, options.first_day or host.earliest)
    last = min(host.latest, options.last_day or host.latest)
    return rota.Span(first, last) if first + dt.timedelta(days=options.visit_days - 1) <= last else None


def _taken(facts: Facts, settled: tuple[Host, ...]) -> _Taken:
    found = _Taken(
        days=defaultdict(list),
        at_home=defaultdict(list),
        reviews=defaultdict(int),
        given_days=defaultdict(int),
        given=defaultdict(float),
        received=defaultdict(float),
    )
    for host in settled:
        review = host.review
        if review is None or review.state in facts_of.OVER[1:]:
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
    for school_id, share in facts.earlier.items():
        found.given[school_id] += share.days_given
        found.received[school_id] += share.days_received
    return found


def _working_days(facts: Facts, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Mondays to Fridays but for bank holidays; terms are each school's own."""
    day = first
    while day <= last:
        if day.weekday() < 5 and not facts.calendar.holiday(day):
            yield day
        day += DAY


def _terms(facts: Facts, first: dt.date, last: dt.date) -> dict[str, tuple[rota.Span, ...]]:
    """The network's terms, and those of each school that is open when the network's calendar says holiday."""
    usual = tuple(
        rota.Span(term.starts_on, term.ends_on)
        for year in range(year_of(first), year_of(last) + 1)
        for term in facts.calendar.terms(year)
    )
    found = {EVERYBODY: usual}
    for school_id, windows in facts.windows.items():
        opened = tuple(rota.Span(w.starts_on, w.ends_on) for w in windows if w.kind == WindowKind.OPEN)
        if opened:
            found[str(school_id)] = (*usual, *opened)
    return found


def _pattern(facts: Facts, school_id: uuid.UUID) -> str:
    opened = any(window.kind == WindowKind.OPEN for window in facts.windows.get(school_id, ()))
    return str(school_id) if opened else EVERYBODY


def _programme(facts: Facts, options: Options) -> rota.Programme:
    everybody_new = facts.cycle_number == 1 or not any(_experience(person) for person in facts.people)
    return rota.Programme(
        scope="network" if options.across else "cluster",
        reciprocal="allow" if options.both_ways else "forbid",
        own_trust="allow" if options.own_trust else "forbid",
        outstanding_lead=rota.Setting(facts.model.number("standing.enforce")),
        one_per_school_in_team=options.one_a_school,
        max_new_per_team=options.team_size if everybody_new else options.most_new,
        phase_cover=1,
        weekly_cap=options.week_cap,
    )


def _weights(options: Options) -> rota.Weights:
    usual = rota.Weights()
    return dataclasses.replace(
        usual,
        change_seat=usual.change_seat * CALM[options.calm],
        change_date=usual.change_date * CALM[options.calm],
    )


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
            standing="outstanding" if school.pk in facts.standings else None,
            pattern=_pattern(facts, school.pk),
            max_away=capacity.most_away if capacity else options.most_away,
            blocked=tuple(rota.Span(w.starts_on, w.ends_on) for w in closed),
        )


def _experience(person: Person) -> int:
    return person.visits + person.ready.experience


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a person can still give."""

    trained_until: dt.date
    can_lead: bool
    reviews: int
    days: int
    miles: float
    unavailable: tuple[rota.Span, ...]


def _people(
    facts: Facts, options: Options, taken: _Taken, windows: dict[str, rota.Span]
) -> Iterator[tuple[Person, _Given]]:
    level = facts.model.number("training.first_cycle" if facts.cycle_number == 1 else "training.later")
    last = max((span.last for span in windows.values()), default=facts.on)
    for person in facts.people:
        lead = person.trained.get(Role.LEAD_REVIEWER)
        leads = Role.LEAD_REVIEWER in person.trained
        until = lead if lead is not None else max((day for day in person.trained.values() if day), default=None)
        if until is None:
            if level == "hard":
                continue
            until = last
        if person.school is None and not leads:
            continue  # somebody without a school may only lead
        ready = person.ready
        yield (
            person,
            _Given(
                trained_until=until,
                can_lead=leads,
                reviews=max(0, _or(ready.most_reviews, options.most_reviews) - taken.reviews[person.account.pk]),
                days=max(0, _or(ready.most_days, options.most_days) - taken.given_days[person.account.pk]),
                miles=float(_or(ready.most_miles, options.most_miles)),
                unavailable=tuple(_away(facts, person, taken, windows)),
            ),
        )


def _or(said: int | None, usual: int) -> int:
    return usual if said is None else said


def _away(facts: Facts, person: Person, taken: _Taken, windows: dict[str, rota.Span]) -> Iterator[rota.Span]:
    """Own absences and days off, settled reviews elsewhere and at home, and what keeps everybody at their school."""
    yield from (rota.Span(row.starts_on, row.ends_on) for row in person.absences)
    yield from taken.days[person.account.pk]
    if person.school is not None:
        yield from taken.at_home[person.school.pk]
        own = facts.windows.get(person.school.pk, ())
        yield from (rota.Span(w.starts_on, w.ends_on) for w in own if w.kind in KEEPS_PEOPLE)
    off = set(person.ready.days_off)
    if off and windows:
        day = min(span.first for span in windows.values())
        last = max(span.last for span in windows.values()) + WEEK
        while day <= last:
            if day.weekday() in off:
                yield rota.Span(day, day)
            day += DAY


def _reviewer(facts: Facts, person: Person, given: _Given, base: rota.Place | None = None) -> rota.Reviewer:
    own_phase = (person.school.phase if person.school else "") or UNKNOWN
    phases = set(person.ready.phases) or (
        {own_phase} if person.school else {s.phase or UNKNOWN for s in facts.schools.values()}
    )
    return rota.Reviewer(
        id=str(person.account.pk),
        school=str(person.school.pk) if person.school else None,
        can_lead=given.can_lead,
        experience=_experience(person),
        trained_until=given.trained_until,
        phases=frozenset(phases | {UNKNOWN}),
        specialisms=frozenset(person.ready.specialisms),
        max_reviews=given.reviews,
        max_days=given.days,
        max_miles=given.miles,
        unavailable=given.unavailable,
        base=base,
    )


def _reviews(facts: Facts, options: Options, hosts: list[Host], windows: dict[str, rota.Span]) -> Iterator[rota.Review]:
    unplanned = [host.key for host in hosts if host.review is None]
    for host in hosts:
        capacity = facts.capacities.get(host.school.pk)
        span = windows[host.key]
        yield rota.Review(
            id=host.key,
            school=str(host.school.pk),
            days=options.visit_days if host.review is None else _length(host),
            members=options.team_size - 1,
            preferred_week=_week(facts, host, span, unplanned),
            earliest=span.first,
            latest=span.last,
            needs=tuple(capacity.needs) if capacity else (),
        )


def _length(host: Host) -> int:
    assert host.review is not None  # noqa: S101 - asked for planned ones alone
    return (host.review.visit_ends_on - host.review.visit_starts_on).days + 1


def _week(facts: Facts, host: Host, span: rota.Span, unplanned: list[str]) -> dt.date:
    """The week that it has; a year after the last visit; or its share of the weeks with school in them."""
    if host.review is not None:
        return _monday(host.review.visit_starts_on)
    year_on = host.last_visit_on + dt.timedelta(days=365) if host.last_visit_on else None
    if year_on and span.holds(year_on) and not facts.calendar.why_not(_monday(year_on) + DAY):
        return _monday(year_on)
    weeks = []
    week = _monday(span.first) + WEEK
    while week <= span.last:
        if facts.calendar.term(week + 2 * DAY):
            weeks.append(week)
        week += WEEK
    if not weeks:
        return _monday(span.first)
    return weeks[(unplanned.index(host.key) * len(weeks) + len(weeks) // 2) // max(1, len(unplanned)) % len(weeks)]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _conflicts(facts: Facts) -> Iterator[rota.Conflict]:
    """What people and planners have said, and where people hold another role."""
    hosting = {host.school.pk for host in facts.hosts}
    for row in facts.conflicts:
        if row.school_id in hosting:
            yield rota.Conflict(reviewer=str(row.person_id), school=str(row.school_id), reason=row.source)
    for person in facts.people:
        own = person.school.pk if person.school else None
        for school_id in sorted(person.employers & hosting - {own}, key=str):
            yield rota.Conflict(reviewer=str(person.account.pk), school=str(school_id), reason="role")


def _pins(facts: Facts, windows: dict[str, rota.Span], people: tuple[tuple[Person, _Given], ...]) -> Iterator[rota.Pin]:
    known = {person.account.pk for person, _given in people}
    for pin in facts.pins:
        key = facts_of.key_of(pin.cycle_id, pin.school_id)
        if key not in windows:
            continue
        if pin.kind == PinKind.DATE:
            yield rota.Pin(review=key, start=pin.starts_on)
        elif pin.kind in (PinKind.LEAD, PinKind.PERSON) and pin.person_id in known:
            seat = rota.Seat.LEAD if pin.kind == PinKind.LEAD else None
            yield rota.Pin(
                review=key, reviewer=str(pin.person_id), seat=seat, override=pin.reason if pin.overrides else ""
            )


def _workshop(host: Host, days: set[dt.date], within: int) -> dt.date | None:
    """The first working day in time after the visit: which one the review has now is set with its other dates."""
    assert host.review is not None  # noqa: S101 - asked for planned ones alone
    after = (host.review.visit_ends_on + number * DAY for number in range(1, within + 1))
    return next((day for day in after if day in days), None)


def _baseline(
    facts: Facts, hosts: list[Host], days: tuple[dt.date, ...], people: tuple[tuple[Person, _Given], ...]
) -> rota.Plan | None:
    """What is planned today, of the reviews that may still change."""
    known = {person.account.pk for person, _given in people}
    bookings = []
    for host in hosts:
        if host.review is None:
            continue
        seats = [seat for seat in host.seats if seat.person_id in known]
        within = facts.model.number("workshop.within_days") if facts.model.stage_of_kind(StageKind.WORKSHOP) else 0
        bookings.append(
            rota.Booking(
                review=host.key,
                start=host.review.visit_starts_on,
                lead=next((str(seat.person_id) for seat in seats if seat.leads), None),
                members=tuple(str(seat.person_id) for seat in seats if not seat.leads),
                workshop=_workshop(host, set(days), within),
            )
        )
    return rota.Plan(instance=str(scope_id(facts.scope)), bookings=tuple(bookings)) if bookings else None


def _extra(
    facts: Facts,
    options: Options,
    *,
    taken: _Taken,
    windows: dict[str, rota.Span],
    people: tuple[tuple[Person, _Given], ...],
    middle: tuple[float, float],
) -> rota.Extra:
    workshop = facts.model.stage_of_kind(StageKind.WORKSHOP)
    base = rota.Place(lat=middle[0], lon=middle[1], pattern=EVERYBODY)
    caps = {str(pk): float(row.cost_cap) for pk, row in facts.capacities.items() if row.cost_cap is not None}
    known = {person.account.pk for person, _given in people}
    return rota.Extra(
        workshop_within=facts.model.number("workshop.within_days") if workshop else 0,
        cost_caps=caps,
        cover_per_day=float(options.cover_pounds),
        pool=tuple(_reviewer(facts, person, given, base) for person, given in people if person.school is None),
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
        forbidden=tuple(
            rota.Forbidden(
                review=facts_of.key_of(pin.cycle_id, pin.school_id), reviewer=str(pin.person_id), reason=_("Ruled out")
            )
            for pin in facts.pins
            if pin.kind == PinKind.FORBID
            and pin.person_id in known
            and facts_of.key_of(pin.cycle_id, pin.school_id) in windows
        )
        + tuple(
            rota.Forbidden(review=gap.key, reviewer=str(gap.person_id), reason=_("Has said that they can't come"))
            for gap in gaps.declined(facts.hosts, filled_too=True)
            if gap.person_id in known and gap.key in windows
        ),
    )
