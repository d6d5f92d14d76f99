"""A school's own days, and what it can spare: kept by its head, its partnership's lead and the programme's staff."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.organisations.queries.networks import Network, School
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.enums import WindowKind
from trigpoint.programmes.models import Capacity, Window
from trigpoint.programmes.queries import school_days as queries
from trigpoint.programmes.rules import school_days as rules

LONGEST = dt.timedelta(days=400)


@action("programmes.add_school_days")
def add_window(
    *,
    actor: Account | None,
    at: dt.datetime,
    network: Network,
    school: School,
    kind: str,
    starts_on: dt.date,
    ends_on: dt.date,
    note: str = "",
) -> Window:
    """Say that a school's days are unlike the network's calendar. The same days again only change the note."""
    _ask(actor, at, network, school)
    if kind not in WindowKind.values:
        raise Unacceptable({"kind": [_("Choose one of the kinds.")]})
    if ends_on < starts_on:
        raise Unacceptable({"ends_on": [_("The last day is before the first.")]})
    if ends_on - starts_on > LONGEST:
        raise Unacceptable({"ends_on": [_("Give days of at most a year at a time.")]})
    row, _created = Window.objects.update_or_create(
        network=network,
        school=school,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        defaults={"note": note.strip()[:120]},
    )
    return row


@action("programmes.remove_school_days", subject="window")
def remove_window(*, actor: Account | None, at: dt.datetime, window: Window) -> None:
    """Let the network's calendar hold on these days again."""
    _ask(actor, at, window.network, window.school)
    Window.objects.filter(pk=window.pk).delete()


@action("programmes.set_school_capacity")
def set_capacity(
    *,
    actor: Account | None,
    at: dt.datetime,
    network: Network,
    school: School,
    most_away: int,
    cost_cap: int | None,
    needs: list[str],
    version: int | None = None,
) -> Capacity:
    """
    Say how many people a school can spare on one day, what it can spend, and what its own review asks for.

    `version` is the one that was read (0: none was there). Raises Unacceptable or Stale.
    """
    _ask(actor, at, network, school)
    wrong: dict[str, list[str]] = {}
    if not 0 <= most_away <= 20:
        wrong["most_away"] = [_("Give a number from 0 to 20.")]
    if cost_cap is not None and not 0 <= cost_cap <= 1_000_000:
        wrong["cost_cap"] = [_("Give pounds a year, or leave it empty.")]
    asked = list(dict.fromkeys(word.strip() for word in needs if word.strip()))
    if len(asked) > 6 or any(len(word) > 60 for word in asked):
        wrong["needs"] = [_("Give at most six, each in a few words.")]
    if wrong:
        raise Unacceptable(wrong)
    wanted = {"most_away": most_away, "cost_cap": cost_cap, "needs": asked}
    row = queries.capacity(network.pk, school.pk)
    if version is not None and version != row.version:
        words = _("This was changed while you looked at it. Nothing is lost: see both, then save again.")
        raise Stale(words, current={**{name: getattr(row, name) for name in wanted}, "version": row.version})
    for name, value in wanted.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return row


def _ask(actor: Account | None, at: dt.datetime, network: Network, school: School) -> None:
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        where = queries.places_of(network.pk, school.pk)
        rules.may_keep(hats, network_id=network.pk, school_id=school.pk, where=where).require()
