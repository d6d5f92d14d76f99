"""
Settle something before the rest is looked for: a day, a lead, a person, a pair that is not to be, a review that stays.

A pin that goes against a hard rule is refused with the rule's name; with a reason it is kept, with who said why. A day on
which the visit can't be at all is refused for good.
"""

import dataclasses
import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.allocation.enums import PinKind
from trigpoint.allocation.models import Pin
from trigpoint.allocation.queries import facts as facts_of
from trigpoint.allocation.queries.facts import Facts, Host
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem import made
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.queries.soundness import pin_breaches
from trigpoint.allocation.rules import planning as rules
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.kernel.guards import Breach, enforce
from trigpoint.organisations.queries.networks import School
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.queries.cycles import Cycle
from trigpoint.ui import dates

NEEDS_PERSON = (PinKind.LEAD, PinKind.PERSON, PinKind.FORBID)


@action("allocation.pin")
def pin(
    *,
    actor: Account | None,
    at: dt.datetime,
    scope: Scope,
    cycle: Cycle,
    school: School,
    kind: str,
    person: Account | None = None,
    starts_on: dt.date | None = None,
    reason: str = "",
) -> Pin:
    """
    Pin the review of a school in a cycle. A pin of the same kind is replaced.

    Raises Unacceptable for what makes no sense, NeedsReason with each hard rule that it goes against, Refused for a review
    that is under way and for a day on which it can't be.
    """
    on = timezone.localdate(at)
    if actor is not None:
        rules.may_draft(hats_of(actor.pk, on=on), scope).require()
    _check(kind, person, starts_on)
    facts = facts_of.load(scope, on=on)
    host = next((one for one in facts.hosts if (one.cycle_id, one.school.pk) == (cycle.pk, school.pk)), None)
    if host is None:
        raise Unacceptable({"school": [_("This school has no place in the cycle.")]})
    if host.settled:
        raise Refused(_("This review is under way or over: nothing of it is planned any more."))
    if kind == PinKind.FREEZE and host.review is None:
        raise Unacceptable({"kind": [_("This review has no dates yet that could stay as they are.")]})
    if kind == PinKind.DATE and not host.earliest <= (starts_on or on) <= host.latest:
        words = _("Choose a day of the cycle, from %(first)s to %(last)s.")
        said = {"first": dates.long(host.earliest), "last": dates.long(host.latest)}
        raise Unacceptable({"starts_on": [words % said]})
    row = Pin(
        network_id=scope.network.pk,
        cycle=cycle,
        school=school,
        kind=kind,
        person=person if kind in NEEDS_PERSON else None,
        starts_on=starts_on if kind == PinKind.DATE else None,
        reason=reason.strip()[:300],
        made_by=actor,
        made_at=at,
    )
    against = _against(facts, host, row)
    passed = enforce(against, reason=reason) if actor is not None else tuple(against)
    row.overrides = "\n".join(str(breach.message) for breach in passed)
    _replaced(cycle, school, kind, person)
    row.save(force_insert=True)
    return row


@action("allocation.unpin", subject="pin")
def unpin(*, actor: Account | None, at: dt.datetime, scope: Scope, pin: Pin) -> None:
    """Let it be looked for again."""
    if actor is not None:
        rules.may_draft(hats_of(actor.pk, on=timezone.localdate(at)), scope).require()
    if pin.cycle_id not in scope.cycle_ids:
        raise Refused(_("This is not of the cycle that you plan."))
    Pin.objects.filter(pk=pin.pk).delete()


def _check(kind: str, person: Account | None, starts_on: dt.date | None) -> None:
    if kind not in PinKind.values:
        raise Unacceptable({"kind": [_("Choose what to settle.")]})
    if kind in NEEDS_PERSON and person is None:
        raise Unacceptable({"person": [_("Choose a person.")]})
    if kind == PinKind.DATE and starts_on is None:
        raise Unacceptable({"starts_on": [_("Give the first day of the visit.")]})


def _against(facts: Facts, host: Host, row: Pin) -> list[Breach]:
    """The rules that this goes against. A day on which the visit could not be even if it is settled is refused for good."""
    if row.kind == PinKind.DATE:
        others = (
            pin
            for pin in facts.pins
            if (pin.cycle_id, pin.school_id, pin.kind) != (row.cycle_id, row.school_id, row.kind)
        )
        settled = made(dataclasses.replace(facts, pins=(*others, row)), Options())
        if never := pin_breaches(settled, host.key, row.kind, None, row.starts_on):
            return [Breach(guard="pin", message=words, hard=True) for words in never]
    said = pin_breaches(made(facts, Options()), host.key, row.kind, row.person, row.starts_on)
    return [Breach(guard="pin", message=words, hard=False) for words in said]


def _replaced(cycle: Cycle, school: School, kind: str, person: Account | None) -> None:
    rows = Pin.objects.filter(cycle=cycle, school=school)
    if kind in (PinKind.DATE, PinKind.LEAD, PinKind.FREEZE):
        rows.filter(kind=kind).delete()
    if person is not None:
        rows.filter(person=person).delete()
