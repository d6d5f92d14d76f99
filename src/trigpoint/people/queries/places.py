"""
Where somebody is appointed, and what that place lies within.

This context knows networks and schools. Programmes and partnerships are known above it: they register a finder, which
also says in which programmes and partnerships a school takes part.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from trigpoint.access.roles import Place
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import by_id, networks


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """One place. For a partnership or a programme, `partnership_ids` and `programme_ids` hold itself too."""

    place: str
    place_id: uuid.UUID | None
    network_id: uuid.UUID | None
    name: str
    programme_ids: frozenset[uuid.UUID] = frozenset()
    partnership_ids: frozenset[uuid.UUID] = frozenset()


type Finder = Callable[[uuid.UUID, uuid.UUID | None, dt.date], Where | None]
"""Takes the place's id, the network's (None where the place has only one) and the day."""

type Namer = Callable[[Iterable[uuid.UUID]], dict[uuid.UUID, str]]
"""Takes ids of places of one kind, all at once."""

_finders: dict[str, Finder] = {}
_namers: dict[str, Namer] = {}


def register(place: str, finder: Finder) -> None:
    """Say how to find places of this kind; the last one registered is asked."""
    _finders[place] = finder


def register_names(place: str, namer: Namer) -> None:
    """Say what places of this kind are called."""
    _namers[place] = namer


def names(places: Iterable[tuple[str, uuid.UUID | None]]) -> dict[uuid.UUID, str]:
    """What these places are called, by id: one query for each kind of place among them."""
    wanted: dict[str, set[uuid.UUID]] = {}
    for place, place_id in places:
        if place_id is not None:
            wanted.setdefault(place, set()).add(place_id)
    found: dict[uuid.UUID, str] = {}
    for place, ids in wanted.items():
        if namer := _namers.get(place):
            found |= namer(ids)
    return found


def find(place: str, place_id: uuid.UUID | None, network_id: uuid.UUID | None, *, on: dt.date) -> Where:
    """The place as it is on the day. Raises Missing when there is none."""
    if place == Place.INSTALLATION:
        return Where(place=place, place_id=None, network_id=None, name=_("Trigpoint"))
    finder = _finders.get(place)
    found = finder(place_id, network_id, on) if finder and place_id else None
    if found is None or (network_id is not None and found.network_id != network_id):
        raise Missing(f"no {place} {place_id}")
    return found


def _network(place_id: uuid.UUID, network_id: uuid.UUID | None, on: dt.date) -> Where | None:
    network = networks.by_id(place_id)
    if network is None:
        return None
    return Where(place=Place.NETWORK, place_id=network.pk, network_id=network.pk, name=network.name)


def _school(place_id: uuid.UUID, network_id: uuid.UUID | None, on: dt.date) -> Where | None:
    school = by_id.school(place_id)
    if school is None or network_id is None:
        return None
    return Where(place=Place.SCHOOL, place_id=school.pk, network_id=network_id, name=school.name)


register(Place.NETWORK, _network)
register(Place.SCHOOL, _school)
register_names(Place.NETWORK, lambda ids: {n.pk: n.name for n in networks.by_ids(ids)})
register_names(Place.SCHOOL, lambda ids: {s.pk: s.name for s in by_id.schools(ids)})


def all_networks() -> list[networks.Network]:
    """For operators, who set networks up."""
    return networks.every()
