"""A draft beside what is planned today: what would change, and what it would break."""

import dataclasses
import datetime as dt
import functools
import uuid
from collections import Counter

from django.utils.translation import gettext as _

import rota
from rota.case import Case
from rota.format import read_plan, read_problem
from trigpoint.access.roles import Role
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries import facts as facts_of
from trigpoint.allocation.queries import wording
from trigpoint.allocation.queries.facts import Facts, Host, Person
from trigpoint.allocation.queries.scope import Scope
from trigpoint.kernel.errors import Missing, Unacceptable
from trigpoint.people.queries import accounts
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.queries.team import Member

__all__ = ["Draft", "Wanted", "account", "is_open", "of", "require_sound"]

OPENED = ("draft", "published", "undone")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a draft wants of one review, against how it stands today."""

    host: Host
    booking: rota.Booking
    days: int
    people: dict[uuid.UUID, Account]
    phases: dict[uuid.UUID, str]

    @property
    def team(self) -> list[tuple[uuid.UUID, str]]:
        lead = [(uuid.UUID(self.booking.lead), Role.LEAD_REVIEWER)] if self.booking.lead else []
        phases = {person: self.phases.get(uuid.UUID(person), "") for person in self.booking.team}
        often = Counter(phases.values())
        rarest_first = sorted(
            self.booking.members, key=lambda person: often[phases[person]]
        )  # a team is mixed early on
        return [*lead, *((uuid.UUID(person), Role.REVIEWER) for person in rarest_first)]

    @property
    def leaving(self) -> list[Member]:
        """Seats that are given up: with the person, or because the same person takes another."""
        return [seat for seat in self.host.seats if (seat.person_id, seat.role) not in self.team]

    @property
    def joining(self) -> list[tuple[uuid.UUID, str]]:
        held = {(seat.person_id, seat.role) for seat in self.host.seats}
        return [seat for seat in self.team if seat not in held]

    @property
    def moves(self) -> bool:
        return self.host.review is None or self.host.review.visit_starts_on != self.booking.start

    @property
    def changes(self) -> bool:
        return self.moves or bool(self.leaving or self.joining)

    def account(self, person_id: uuid.UUID) -> Account:
        return self.people.get(person_id) or account(person_id)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Draft:
    """A schedule opened up: `wanted` are the reviews that it would change, `gone` those that it can't any more, by key."""

    schedule: Schedule
    problem: rota.Problem
    plan: rota.Plan
    facts: Facts
    wanted: tuple[Wanted, ...]
    gone: tuple[str, ...]

    def host(self, key: str) -> Host:
        if key not in self._hosts:
            raise Missing
        return self._hosts[key]

    @functools.cached_property
    def case(self) -> Case:
        """The problem made ready to be asked: once, whoever checks, prices or explains."""
        return Case(self.problem)

    @functools.cached_property
    def _hosts(self) -> dict[str, Host]:
        return {host.key: host for host in self.facts.hosts}

    @functools.cached_property
    def bookings(self) -> list[rota.Booking]:
        """The plan in the order of its days, without the reviews of schools that have left since."""
        known = (booking for booking in self.plan.bookings if booking.review in self._hosts)
        return sorted(known, key=lambda booking: (booking.start, booking.review))

    @property
    def outdated(self) -> str:
        """Why it can't be published as it is; "" where it can."""
        if not self.gone:
            return ""
        return _("A review of this draft has begun, or its school has left. Look for dates and teams again.")

    @functools.cached_property
    def reviews(self) -> dict[str, rota.Review]:
        """What the problem asks of each review, by its id."""
        return {review.id: review for review in self.problem.reviews}

    @functools.cached_property
    def people(self) -> dict[str, Person]:
        """Whoever can be asked, by the plan's name for them."""
        return {str(person.account.pk): person for person in self.facts.people}

    @functools.cached_property
    def changes(self) -> dict[str, Wanted]:
        """What would change, by review."""
        return {one.host.key: one for one in self.wanted}

    def last_day(self, booking: rota.Booking) -> dt.date:
        """Of the visit."""
        return booking.start + dt.timedelta(days=self.reviews[booking.review].days - 1)

    def empty(self, booking: rota.Booking) -> int:
        """How many reviewers' seats nobody has."""
        return max(0, self.reviews[booking.review].members - len(booking.members))


def is_open(schedule: Schedule) -> bool:
    """Whether something was found and is known still. A repair has a plan from the start: the one that is to be mended."""
    return schedule.state in OPENED and schedule.plan is not None and bool(schedule.problem)


def of(schedule: Schedule, scope: Scope, *, on: dt.date) -> Draft:
    """The draft against how things stand now. Raises Missing for a schedule that can't be opened."""
    if not is_open(schedule):
        raise Missing
    problem, plan = read_problem(schedule.problem), read_plan(schedule.plan)
    facts = facts_of.load(scope, on=on, subject=schedule.options.get("subject", ""))
    everything = {host.key: host for host in facts.hosts}
    people = {person.account.pk: person.account for person in facts.people}
    phases = {person.account.pk: person.school.phase for person in facts.people if person.school is not None}
    days = {review.id: review.days for review in problem.reviews}
    bookings = plan.by_review()
    wanted = tuple(
        one
        for key, booking in bookings.items()
        if key in everything and not everything[key].settled
        for one in [Wanted(host=everything[key], booking=booking, days=days[key], people=people, phases=phases)]
        if one.changes
    )
    gone = tuple(key for key in bookings if key not in everything or everything[key].settled)
    return Draft(schedule=schedule, problem=problem, plan=plan, facts=facts, wanted=wanted, gone=gone)


def require_sound(draft: Draft) -> None:
    """Every plan is checked by the library's own checker before it may hold. Raises Unacceptable with what is broken."""
    broken = rota.check(draft.case, draft.plan)
    if broken:
        raise Unacceptable({"": map(wording.sentence, wording.broken(draft.problem, broken))})
    if draft.outdated:
        raise Unacceptable({"": [draft.outdated]})


def account(person_id: uuid.UUID) -> Account:
    """Raises Missing for nobody."""
    found = accounts.any_by_id(person_id)
    if found is None:
        raise Missing
    return found
