"""Take in what people and schools can give, from a file that was looked at before."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from trigpoint.allocation.actions import availability
from trigpoint.allocation.queries import facts as facts_of
from trigpoint.allocation.queries import own_school
from trigpoint.allocation.queries.readings import Reading, readings
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.queries.sheets import Line
from trigpoint.allocation.rules import planning as rules
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations.queries.networks import Network, School
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.actions import school_days
from trigpoint.reviews.actions import conflicts
from trigpoint.reviews.enums import ConflictSource


@action("allocation.take_in")
def take_in(*, actor: Account, at: dt.datetime, scope: Scope, lines: list[Line]) -> int:
    """
    Do what the rows say; those with mistakes are left out. Returns how many changed something.

    All or nothing: raises Unacceptable, with the row's number, when one of them can't be done after all.
    """
    on = timezone.localdate(at)
    rules.may_draft(hats_of(actor.pk, on=on), scope).require()
    return _all(actor, at, scope.network, readings(lines, facts_of.load(scope, on=on)))


@action("allocation.take_in_own")
def take_in_own(*, actor: Account, at: dt.datetime, network: Network, school: School, lines: list[Line]) -> int:
    """The same of one school's own days and what it can spare, by those who keep that: its head, and who plans for it."""
    on = timezone.localdate(at)
    own = own_school.load(hats_of(actor.pk, on=on), network.pk, school.pk, on=on)
    return _all(actor, at, network, readings([line for line in lines if line.sheet in own_school.SHEETS], own))


def _all(actor: Account, at: dt.datetime, network: Network, found: Iterable[Reading]) -> int:
    todo = [reading for reading in found if reading.changes]
    for reading in todo:
        try:
            _do(actor, at, network, reading)
        except Unacceptable as problem:
            said = "; ".join(message for several in problem.errors.values() for message in several)
            place = f"{reading.line.sheet} {reading.line.number}"
            raise Unacceptable({"file": [f"{place}: {said}"]}) from problem
    return len(todo)


def _do(actor: Account, at: dt.datetime, network: Network, reading: Reading) -> None:
    given: dict[str, Any] = {"actor": actor, "at": at, "network": network}
    person = reading.person.account if reading.person else None
    match reading.line.sheet:
        case "people" if person:
            availability.say_readiness(**given, person=person, **reading.given)
        case "absences" if person:
            availability.say_absence(**given, person=person, **reading.given)
        case "schools" if reading.school:
            school_days.set_capacity(**given, school=reading.school, **reading.given)
        case "days" if reading.school:
            school_days.add_window(**given, school=reading.school, **reading.given)
        case "conflicts" if person and reading.school:
            conflicts.record(
                actor=actor, at=at, person=person, school=reading.school, source=ConflictSource.FILE, **reading.given
            )
