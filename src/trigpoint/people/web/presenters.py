"""What the pages about people show."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place
from trigpoint.people.queries.places import Where
from trigpoint.people.queries.rolls import Entry
from trigpoint.people.rules.appointing import roles_to_give


def url_of(place: str, place_id: uuid.UUID | None, network_id: uuid.UUID | None, *, page: str = "") -> str:
    """The page with the people of a place, or (`page="invite"`) the one that invites there."""
    ids = {"place_id": place_id} if place_id else {}
    if place == Place.SCHOOL:
        ids["network_id"] = network_id
    return reverse(f"people:{page}_{place}" if page else f"people:{place}", kwargs=ids)


def back(where: Where) -> dict[str, str]:
    return {"text": where.name, "href": url_of(where.place, where.place_id, where.network_id)}


def index(mine: Iterable[Entry], networks: Iterable[Any], *, hats: Hats) -> dict[str, Any]:
    """Each place once, with its kind and its name."""
    found: dict[str, tuple[str, str]] = {}
    if hats.is_operator:
        found[url_of(Place.INSTALLATION, None, None)] = (_("Trigpoint"), str(Place.INSTALLATION.label))
    for network in networks:
        found[url_of(Place.NETWORK, network.pk, network.pk)] = (network.name, str(Place.NETWORK.label))
    for entry in mine:
        if entry.place not in (Place.REVIEW, Place.INSTALLATION):
            found[url_of(entry.place, entry.place_id, entry.network_id)] = (
                entry.place_name,
                str(Place(entry.place).label),
            )
    return {
        "places": [{"href": href, "name": name, "kind": kind} for href, (name, kind) in found.items()],
        "may_find": hats.is_operator,
    }


def place(where: Where, roll: list[Entry], *, hats: Hats) -> dict[str, Any]:
    """Rows in the order of the roles, with what the reader may do to each."""
    may_give = roles_to_give(hats, where)
    return {
        "where": where,
        "rows": [{"entry": entry, "may_change": entry.role in may_give} for entry in roll],
        "invite": url_of(where.place, where.place_id, where.network_id, page="invite") if may_give else "",
        "shows_addresses": bool(may_give),
        "is_school": where.place == Place.SCHOOL,
        "has_training": any(entry.trained_until for entry in roll),
    }
