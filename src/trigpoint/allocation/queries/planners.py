"""For whom somebody plans: the people of the pools that they lead or run."""

import datetime as dt
import uuid

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.people.queries.appointments import at_place
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.queries.scope import Partnership, programmes_run_by, visible_to

POOL = (Role.LEAD_REVIEWER, Role.REVIEWER, Role.FACILITATOR)


def planned_partnerships(hats: Hats) -> list[Partnership]:
    """Those that the person leads, and those of programmes that the person runs. Two queries."""
    led = hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD)
    run = set(programmes_run_by(hats).values_list("pk", flat=True))
    rows = visible_to(hats).select_related("network", "programme").order_by("name")
    return [row for row in rows if row.pk in led or row.programme_id in run]


def may_keep_for(
    actor_id: uuid.UUID, person_id: uuid.UUID, network_id: uuid.UUID, *, on: dt.date, self_too: bool = True
) -> bool:
    """Whether somebody may see and keep what a person can give: the person, and who plans for a pool that they are in."""
    hats = hats_of(actor_id, on=on)
    if self_too and actor_id == person_id:
        return network_id in hats.networks
    mine = [row.pk for row in planned_partnerships(hats) if row.network_id == network_id]
    return at_place(Place.PARTNERSHIP, mine, on=on, roles=POOL).filter(person_id=person_id).exists()
