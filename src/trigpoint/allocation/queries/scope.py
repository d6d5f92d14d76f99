"""What is planned together: one partnership's cycle, or the running cycles of a whole programme."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import QuerySet

from trigpoint.access.hats import Hats
from trigpoint.organisations.queries.networks import Network
from trigpoint.programmes.queries import cycles as cycle_queries
from trigpoint.programmes.queries import scope as programme_scope
from trigpoint.programmes.queries.cycles import Cycle
from trigpoint.programmes.queries.scope import Partnership, Programme
from trigpoint.reviews.queries import cycle as review_cycles

__all__ = ["Cycle", "Network", "Partnership", "Programme", "Scope", "of_cycle", "of_programme", "whole"]

RESTING = ("paused", "closed")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`partnership` is None for a whole programme; `cycles` hold their partnerships."""

    network: Network
    programme: Programme
    partnership: Partnership | None
    cycles: tuple[Cycle, ...]

    @property
    def name(self) -> str:
        return self.partnership.name if self.partnership else self.programme.name

    @property
    def cycle_ids(self) -> list[uuid.UUID]:
        return [cycle.pk for cycle in self.cycles]


def of_cycle(hats: Hats, cycle_id: uuid.UUID, *, on: dt.date) -> Scope:
    """One partnership's cycle. Raises Missing when it is not this person's to know of."""
    cycle, _standpoint = review_cycles.load(hats, cycle_id, on=on)
    partnership = cycle.partnership
    return Scope(network=partnership.network, programme=partnership.programme, partnership=partnership, cycles=(cycle,))


def of_programme(hats: Hats, programme_id: uuid.UUID, *, on: dt.date) -> Scope:
    """All partnerships of a programme that is this person's to run. Raises Missing for anybody else."""
    return whole(programme_scope.runs(hats, programme_id), on=on)


def whole(programme: Programme, *, on: dt.date) -> Scope:
    """Each partnership that doesn't rest, with the cycle that runs or else the next one. Two queries."""
    ids = programme.partnerships.exclude(state__in=RESTING).values_list("pk", flat=True)
    rows: QuerySet[Cycle] = cycle_queries.of_partnerships(ids).filter(ends_on__gte=on)
    chosen: dict[uuid.UUID, Cycle] = {}
    for cycle in rows.order_by("starts_on", "pk"):
        chosen.setdefault(cycle.partnership_id, cycle)
    for cycle in chosen.values():
        cycle.partnership.programme = programme
    cycles = tuple(sorted(chosen.values(), key=lambda cycle: (cycle.partnership.name, str(cycle.pk))))
    return Scope(network=programme.network, programme=programme, partnership=None, cycles=cycles)
