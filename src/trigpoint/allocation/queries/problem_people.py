"""The people of a problem: as what each may be asked, until when, and how much they can still give."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator

import rota
from trigpoint.access.roles import Role
from trigpoint.allocation.queries.facts import Facts, Person
from trigpoint.allocation.queries.facts_people import later
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem_days import DAY, Windows, edges
from trigpoint.allocation.queries.settled import Taken
from trigpoint.programmes.enums import WindowKind
from trigpoint.reviews.rules import sending

UNKNOWN = "unknown"
KEEPS_PEOPLE = (WindowKind.INSET, WindowKind.HOLIDAY)
NOBODY = uuid.UUID(int=0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How strictly training is asked of who leads and of who reviews: off, soft or hard."""

    lead: str
    reviewer: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    As what somebody may be asked in one partnership, as the model has it.

    `lead_until` and `until` are until when they are trained to lead and to review; None: no day is recorded.
    """

    leads: bool
    reviews: bool
    lead_until: dt.date | None
    until: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person can still give. `asked` is by partnership, `anywhere` what they may be asked in one or another."""

    asked: dict[uuid.UUID, Asked]
    anywhere: Asked
    reviews: int
    days: int
    miles: float
    unavailable: tuple[rota.Span, ...]


type People = tuple[tuple[Person, Given], ...]


def levels(facts: Facts) -> Levels:
    return Levels(
        lead=sending.training(facts.model, Role.LEAD_REVIEWER, cycle_number=facts.cycle_number),
        reviewer=sending.training(facts.model, Role.REVIEWER, cycle_number=facts.cycle_number),
    )


def people(facts: Facts, options: Options, taken: Taken, spans: Windows) -> People:
    """Whoever may have some seat of some review, with what they can give."""
    strict = levels(facts)
    partnerships = {cycle.partnership_id for cycle in facts.scope.cycles}
    found = []
    for person in facts.people:
        asked = {pk: asked_as(facts, person, pk, strict) for pk in {*person.held, NOBODY} & {*partnerships, NOBODY}}
        here = [asked[pk] for pk in asked if pk != NOBODY] if not options.across else list(asked.values())
        if not any(one.leads or one.reviews for one in here):
            continue
        ready = person.ready
        found.append(
            (
                person,
                Given(
                    asked=asked,
                    anywhere=Asked(
                        leads=any(one.leads for one in here),
                        reviews=any(one.reviews for one in here),
                        lead_until=_latest(one.lead_until for one in here),
                        until=_latest(one.until for one in here),
                    ),
                    reviews=max(0, _or(ready.most_reviews, options.most_reviews) - taken.reviews[person.account.pk]),
                    days=max(0, _or(ready.most_days, options.most_days) - taken.given_days[person.account.pk]),
                    miles=float(_or(ready.most_miles, options.most_miles)),
                    unavailable=tuple(_away(facts, person, taken, spans)),
                ),
            )
        )
    return tuple(found)


def asked_as(facts: Facts, person: Person, partnership_id: uuid.UUID, strict: Levels) -> Asked:
    """By that partnership's own pool where they are in it; elsewhere (another partnership of the programme) by any."""
    held = person.held_in(partnership_id)
    lead_until = held.get(Role.LEAD_REVIEWER)
    until = later(lead_until, held.get(Role.REVIEWER))
    leads = Role.LEAD_REVIEWER in held and fits(facts, person, Role.LEAD_REVIEWER)
    reviews = person.school is not None and bool(held) and fits(facts, person, Role.REVIEWER)
    return Asked(
        leads=leads and (strict.lead != sending.HARD or lead_until is not None),
        reviews=reviews and (strict.reviewer != sending.HARD or until is not None),
        lead_until=lead_until,
        until=until,
    )


def fits(facts: Facts, person: Person, role: str) -> bool:
    """Whether the model's role allows this person: sent by a school or not, and what they are there (G20)."""
    own = sending.own_role(facts.model, role)
    if own is None:
        return True
    if person.school is None:
        return own.independent
    return not own.eligible or not person.roles.isdisjoint(own.eligible)


def reviewers(facts: Facts, everybody: People, spans: Windows) -> tuple[rota.Reviewer, ...]:
    """Those whom a school sends."""
    return tuple(_reviewer(facts, one, given, spans) for one, given in everybody if one.school is not None)


def pool(
    facts: Facts, everybody: People, spans: Windows, middle: tuple[float, float], pattern: str
) -> tuple[rota.Reviewer, ...]:
    """Those whom no school sends: they may only lead."""
    base = rota.Place(lat=middle[0], lon=middle[1], pattern=pattern)
    return tuple(_reviewer(facts, one, given, spans, base) for one, given in everybody if one.school is None)


def experience(person: Person) -> int:
    return person.visits + person.ready.experience


def _reviewer(
    facts: Facts, person: Person, given: Given, spans: Windows, base: rota.Place | None = None
) -> rota.Reviewer:
    own_phase = (person.school.phase if person.school else "") or UNKNOWN
    phases = set(person.ready.phases) or (
        {own_phase} if person.school else {s.phase or UNKNOWN for s in facts.schools.values()}
    )
    return rota.Reviewer(
        id=str(person.account.pk),
        school=str(person.school.pk) if person.school else None,
        can_lead=given.anywhere.leads,
        experience=experience(person),
        trained_until=_trained_until(facts, given, spans),
        phases=frozenset(phases | {UNKNOWN}),
        specialisms=frozenset(person.ready.specialisms),
        max_reviews=given.reviews,
        max_days=given.days,
        max_miles=given.miles,
        unavailable=given.unavailable,
        base=base,
    )


def _trained_until(facts: Facts, given: Given, spans: Windows) -> dt.date:
    """The day after which no seat is theirs, where training is asked for without exception; else beyond the last day."""
    strict, asked = levels(facts), given.anywhere
    bounds = []
    if asked.leads and strict.lead == sending.HARD:
        bounds.append(asked.lead_until)
    if asked.reviews and strict.reviewer == sending.HARD:
        bounds.append(asked.until)
    return min(filter(None, bounds), default=edges(facts, spans)[1])


def _away(facts: Facts, person: Person, taken: Taken, spans: Windows) -> Iterator[rota.Span]:
    """Own absences and days off, visits elsewhere and at home, and what keeps everybody at their school."""
    yield from (rota.Span(row.starts_on, row.ends_on) for row in person.absences)
    yield from taken.days[person.account.pk]
    if person.school is not None:
        yield from taken.at_home[person.school.pk]
        own = facts.windows.get(person.school.pk, ())
        yield from (rota.Span(w.starts_on, w.ends_on) for w in own if w.kind in KEEPS_PEOPLE)
    off = set(person.ready.days_off)
    if off and spans:
        day, last = edges(facts, spans)
        while day <= last:
            if day.weekday() in off:
                yield rota.Span(day, day)
            day += DAY


def _or(said: int | None, usual: int) -> int:
    return usual if said is None else said


def _latest(several: Iterator[dt.date | None]) -> dt.date | None:
    return max(filter(None, several), default=None)
