"""Schedules: which there are, and what each is of."""

import datetime as dt
import uuid

from django.db.models import QuerySet

from trigpoint.access.hats import Hats
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.scope import Scope
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.queries.cycles import of_partnerships
from trigpoint.programmes.queries.scope import programmes_run_by, visible_to

__all__ = ["Schedule", "load", "of_scope", "options_of", "scope_of"]

SET_ASIDE = ("discarded",)
BULK = ("problem", "found", "plan", "before")


def of_scope(scope: Scope) -> QuerySet[Schedule]:
    """Those of a partnership, or of the programme as a whole, the newest first; without their bulk."""
    rows = Schedule.objects.filter(programme=scope.programme, partnership=scope.partnership)
    if scope.partnership is not None:
        rows = rows.filter(cycles=scope.cycle_ids)
    return (
        rows.exclude(state__in=SET_ASIDE).select_related("asked_by", "published_by").defer(*BULK).order_by("-asked_at")
    )


def load(hats: Hats, schedule_id: uuid.UUID) -> Schedule:
    """Raises Missing unless it is of a partnership or a programme that the person may know of."""
    row = (
        Schedule.objects.filter(pk=schedule_id)
        .select_related("network", "programme__network", "partnership__programme", "partnership__network", "asked_by")
        .first()
    )
    if row is None:
        raise Missing
    known = (
        visible_to(hats).filter(pk=row.partnership_id)
        if row.partnership_id
        else programmes_run_by(hats).filter(pk=row.programme_id)
    )
    if not known.exists():
        raise Missing
    return row


def scope_of(schedule: Schedule, *, on: dt.date) -> Scope:
    """What it was asked for: the cycles as they were then, those of partnerships that are gone left out. One query."""
    partnerships = (
        [schedule.partnership_id]
        if schedule.partnership_id
        else schedule.programme.partnerships.values_list("pk", flat=True)
    )
    rows = list(of_partnerships(partnerships).filter(pk__in=schedule.cycles).order_by("partnership__name", "pk"))
    for cycle in rows:
        cycle.partnership.programme = schedule.programme
    partnership = rows[0].partnership if schedule.partnership_id and rows else schedule.partnership
    return Scope(network=schedule.network, programme=schedule.programme, partnership=partnership, cycles=tuple(rows))


def options_of(schedule: Schedule) -> Options:
    return Options.of(schedule.options)
