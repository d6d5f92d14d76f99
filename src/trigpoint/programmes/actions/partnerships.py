"""Found a partnership; pause it, let it go on, close it."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.actions.programmes import named
from trigpoint.programmes.events import PartnershipPaused, PartnershipResumed
from trigpoint.programmes.lifecycle import PARTNERSHIP
from trigpoint.programmes.models import Partnership, Pause, Programme
from trigpoint.programmes.queries import scope
from trigpoint.programmes.rules import partnerships as rules


@action("programmes.create_partnership")
def create(*, actor: Account | None, at: dt.datetime, programme: Programme, name: str) -> Partnership:
    """Found a partnership in a programme, forming. Raises Unacceptable for its name."""
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        rules.may_run(hats, network_id=programme.network_id, programme_id=programme.pk).require()
    name = named(name)
    Programme.objects.select_for_update().get(pk=programme.pk)  # two tabs: one name once
    if Partnership.objects.filter(programme=programme, name=name).exists():
        raise Unacceptable({"name": [_("The programme has a partnership of this name already.")]})
    return Partnership.objects.create(network_id=programme.network_id, programme=programme, name=name)


@action("programmes.rename_partnership", subject="partnership")
def rename(*, actor: Account | None, at: dt.datetime, partnership: Partnership, version: int, name: str) -> Partnership:
    """Give a partnership another name. Raises Stale when somebody else has changed it in the meantime."""
    may_lead(actor, at, partnership)
    name = named(name)
    Programme.objects.select_for_update().get(pk=partnership.programme_id)
    if Partnership.objects.filter(programme=partnership.programme_id, name=name).exclude(pk=partnership.pk).exists():
        raise Unacceptable({"name": [_("The programme has a partnership of this name already.")]})
    written = Partnership.objects.filter(pk=partnership.pk, version=version).update(name=name, version=version + 1)
    partnership.refresh_from_db()
    if not written:
        current = {"name": partnership.name, "version": partnership.version}
        raise Stale(_("Somebody else changed this partnership while you had it open."), current=current)
    return partnership


@action("programmes.pause_partnership", subject="partnership")
def pause(*, actor: Account | None, at: dt.datetime, partnership: Partnership, starts_on: dt.date) -> Pause:
    """Let a partnership rest from a day: its dates stand still until it goes on."""
    may_lead(actor, at, partnership)
    _move(partnership, "pause")
    made = Pause.objects.create(partnership=partnership, starts_on=starts_on)
    publish(
        PartnershipPaused(
            at=at, actor_id=actor.pk if actor else None, partnership_id=partnership.pk, starts_on=starts_on
        )
    )
    return made


@action("programmes.resume_partnership", subject="partnership")
def resume(*, actor: Account | None, at: dt.datetime, partnership: Partnership, resumes_on: dt.date) -> Partnership:
    """Let a paused partnership go on from a day. Raises Unacceptable when that is before it paused."""
    may_lead(actor, at, partnership)
    _move(partnership, "resume")
    open_pause = Pause.objects.filter(partnership=partnership, ends_on__isnull=True).first()
    if open_pause is not None:
        if resumes_on < open_pause.starts_on:
            raise Unacceptable({"resumes_on": [_("The partnership pauses only later than this day.")]})
        open_pause.ends_on = max(open_pause.starts_on, resumes_on - dt.timedelta(days=1))
        open_pause.save(update_fields=["ends_on"])
    publish(
        PartnershipResumed(
            at=at, actor_id=actor.pk if actor else None, partnership_id=partnership.pk, resumes_on=resumes_on
        )
    )
    return partnership


@action("programmes.close_partnership", subject="partnership")
def close(*, actor: Account | None, at: dt.datetime, partnership: Partnership) -> Partnership:
    """Close a partnership for good. Its members keep what is theirs. Only the programme's staff."""
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        rules.may_run(hats, network_id=partnership.network_id, programme_id=partnership.programme_id).require()
    _move(partnership, "close")
    return partnership


def _move(partnership: Partnership, move: str) -> None:
    row = Partnership.objects.select_for_update().get(pk=partnership.pk)
    PARTNERSHIP.advance(row, move)
    row.version += 1
    row.save(update_fields=["state", "version"])
    partnership.state, partnership.version = row.state, row.version


def may_lead(actor: Account | None, at: dt.datetime, partnership: Partnership) -> None:
    """Ask the rule of all writes to a partnership; the system itself may."""
    if actor is not None:
        rules.may_lead(scope.acting(actor.pk, partnership, at=at)).require()
