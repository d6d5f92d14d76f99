"""A partnership's cycles: rounds of reviews, usually a school year each."""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.actions.partnerships import may_lead
from trigpoint.programmes.actions.programmes import named
from trigpoint.programmes.lifecycle import PARTNERSHIP
from trigpoint.programmes.models import Cycle, Partnership

FIRST_YEAR, LAST_YEAR = 2000, 2099


@action("programmes.start_cycle")
def start(
    *,
    actor: Account | None,
    at: dt.datetime,
    partnership: Partnership,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    number: int | None = None,
) -> Cycle:
    """
    Open a partnership's next cycle. Dates may be planned before every school has signed; no data moves until then (G1).

    Raises Refused while it is paused, Unacceptable for days that end before they start or cross another cycle's.
    """
    may_lead(actor, at, partnership)
    row = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if row.state == "paused":
        raise Refused(_("This partnership is paused: let it go on before you start a cycle."))
    name = named(name, most=60)
    _check_days(row, starts_on, ends_on)
    last = Cycle.objects.filter(partnership=row).order_by("-number").first()
    number = number or (last.number + 1 if last else 1)
    if Cycle.objects.filter(partnership=row, number=number).exists():
        raise Unacceptable({"number": [_("There is a cycle %(number)d already.") % {"number": number}]})
    made = Cycle.objects.create(
        network_id=row.network_id, partnership=row, number=number, name=name, starts_on=starts_on, ends_on=ends_on
    )
    if PARTNERSHIP.allows(row, "start"):
        PARTNERSHIP.advance(row, "start")
        row.version += 1
        row.save(update_fields=["state", "version"])
        partnership.state, partnership.version = row.state, row.version
    return made


@action("programmes.change_cycle", subject="cycle")
def change(
    *, actor: Account | None, at: dt.datetime, cycle: Cycle, name: str, starts_on: dt.date, ends_on: dt.date
) -> Cycle:
    """Change a cycle's name and days."""
    may_lead(actor, at, cycle.partnership)
    _check_days(cycle.partnership, starts_on, ends_on, but=cycle)
    cycle.name, cycle.starts_on, cycle.ends_on = named(name, most=60), starts_on, ends_on
    cycle.save(update_fields=["name", "starts_on", "ends_on"])
    return cycle


def _check_days(partnership: Partnership, starts_on: dt.date, ends_on: dt.date, *, but: Cycle | None = None) -> None:
    if ends_on <= starts_on:
        raise Unacceptable({"ends_on": [_("A cycle ends after it starts.")]})
    if not FIRST_YEAR <= starts_on.year <= ends_on.year <= LAST_YEAR:
        raise Unacceptable({"starts_on": [_("Check the years: a cycle is usually this school year or the next.")]})
    others = Cycle.objects.filter(partnership=partnership, starts_on__lte=ends_on, ends_on__gte=starts_on)
    crossing = (others.exclude(pk=but.pk) if but else others).first()
    if crossing is not None:
        reason = _("These days cross those of the cycle %(name)s.") % {"name": crossing.name}
        raise Unacceptable({"starts_on": [reason]})
