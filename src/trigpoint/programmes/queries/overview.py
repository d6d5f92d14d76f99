"""Many programmes or partnerships at once, each in a row: a fixed number of queries, however many rows."""

import dataclasses
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q, QuerySet

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.people.queries import appointments
from trigpoint.programmes.models import Cycle, Partnership, Pause, Programme
from trigpoint.programmes.queries import agreements, scope


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A partnership in a list: how many schools, how many of them have signed both agreements, the cycle of the day."""

    partnership: Partnership
    members: int
    signed: int
    cycle: Cycle | None
    leads: tuple[str, ...]


def programmes(hats: Hats) -> QuerySet[Programme]:
    """The programmes whose staff the person is, with how many partnerships go on in each."""
    return (
        scope.programmes_run_by(hats)
        .select_related("network", "review_model")
        .annotate(going_on=Count("partnerships", filter=~Q(partnerships__state="closed")))
        .order_by("network__name", "name")
    )


def partnerships_of(programme: Programme) -> QuerySet[Partnership]:
    return Partnership.objects.filter(programme=programme).select_related("programme", "network").order_by("name")


def partnerships_for(hats: Hats) -> QuerySet[Partnership]:
    """The partnerships that the person plays a part in."""
    return scope.visible_to(hats).select_related("programme", "network").order_by("name")


def rows(partnerships: Sequence[Partnership], *, on: dt.date) -> list[Row]:
    """Five queries."""
    ids = [partnership.pk for partnership in partnerships]
    sizes = Counter(scope.members_on(ids, on).values_list("partnership_id", flat=True))
    unsigned = {(o.partnership_id, o.school_id) for o in agreements.unsigned(Q(partnership_id__in=ids), on=on)}
    missing = Counter(partnership_id for partnership_id, _school in unsigned)
    cycles = {cycle.partnership_id: cycle for cycle in current_cycles(ids, on=on)}
    ready = agreements.programmes_with_both({partnership.programme_id for partnership in partnerships})
    leads: dict[uuid.UUID | None, list[str]] = {}
    held = appointments.at_place(Place.PARTNERSHIP, ids, on=on, roles=[Role.PARTNERSHIP_LEAD])
    for place_id, name in held.values_list("place_id", "person__name"):
        leads.setdefault(place_id, []).append(name)
    return [
        Row(
            partnership=partnership,
            members=sizes[partnership.pk],
            signed=sizes[partnership.pk] - missing[partnership.pk] if partnership.programme_id in ready else 0,
            cycle=cycles.get(partnership.pk),
            leads=tuple(leads.get(partnership.pk, ())),
        )
        for partnership in partnerships
    ]


def current_cycles(partnership_ids: Iterable[uuid.UUID], *, on: dt.date) -> QuerySet[Cycle]:
    """The cycles in which the day lies."""
    return Cycle.objects.filter(partnership_id__in=list(partnership_ids), starts_on__lte=on, ends_on__gte=on)


def cycles(partnership: Partnership) -> list[Cycle]:
    """The newest first."""
    return list(Cycle.objects.filter(partnership=partnership).order_by("-number"))


def pauses(partnership: Partnership) -> list[Pause]:
    return list(Pause.objects.filter(partnership=partnership).order_by("-starts_on"))
