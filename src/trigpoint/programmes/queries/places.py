"""What programmes and partnerships are to appointments: places with a name, within other places."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q

from trigpoint.access.roles import Place
from trigpoint.organisations.queries import by_id
from trigpoint.people.queries import places
from trigpoint.people.queries.places import Where
from trigpoint.programmes.models import Membership, Partnership, Programme


def register() -> None:
    """Tell `people`, which stands below."""
    places.register(Place.PROGRAMME, _programme)
    places.register(Place.PARTNERSHIP, _partnership)
    places.register(Place.SCHOOL, _school)
    places.register_names(Place.PROGRAMME, _programme_names)
    places.register_names(Place.PARTNERSHIP, _partnership_names)


def _programme(place_id: uuid.UUID, network_id: uuid.UUID | None, on: dt.date) -> Where | None:
    found = Programme.objects.filter(pk=place_id).first()
    if found is None:
        return None
    return Where(
        place=Place.PROGRAMME,
        place_id=found.pk,
        network_id=found.network_id,
        name=found.name,
        programme_ids=frozenset({found.pk}),
    )


def _partnership(place_id: uuid.UUID, network_id: uuid.UUID | None, on: dt.date) -> Where | None:
    found = Partnership.objects.filter(pk=place_id).first()
    if found is None:
        return None
    return Where(
        place=Place.PARTNERSHIP,
        place_id=found.pk,
        network_id=found.network_id,
        name=found.name,
        programme_ids=frozenset({found.programme_id}),
        partnership_ids=frozenset({found.pk}),
    )


def _school(place_id: uuid.UUID, network_id: uuid.UUID | None, on: dt.date) -> Where | None:
    """A school in a network, with the partnerships of that network in which it is a member, or is about to be."""
    school = by_id.school(place_id)
    if school is None or network_id is None:
        return None
    rows = Membership.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gte=on), school=school, partnership__network_id=network_id
    ).values_list("partnership_id", "partnership__programme_id")
    return Where(
        place=Place.SCHOOL,
        place_id=school.pk,
        network_id=network_id,
        name=school.name,
        programme_ids=frozenset(programme_id for _partnership, programme_id in rows),
        partnership_ids=frozenset(partnership_id for partnership_id, _programme in rows),
    )


def _programme_names(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Programme.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


def _partnership_names(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Partnership.objects.filter(pk__in=list(ids)).values_list("pk", "name"))
