"""One school's own days and what it can spare, for those who keep it: its head, and who plans for it."""

import dataclasses
import datetime as dt
import uuid

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import by_id, networks
from trigpoint.organisations.queries.networks import Network, School
from trigpoint.programmes.queries import school_days
from trigpoint.programmes.queries.school_days import Capacity, Window
from trigpoint.programmes.rules import school_days as rules

__all__ = ["SHEETS", "Own", "headed", "load", "one_window"]

SHEETS = ("schools", "days")
"""What of the tables is a school's own to keep."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Own:
    """Tables read it as they read all that is known of a cycle: there are no people in it."""

    network: Network
    school: School
    windows: dict[uuid.UUID, list[Window]]
    capacities: dict[uuid.UUID, Capacity]
    people: tuple[()] = ()
    conflicts: tuple[()] = ()

    @property
    def schools(self) -> dict[uuid.UUID, School]:
        return {self.school.pk: self.school}


def load(hats: Hats, network_id: uuid.UUID, school_id: uuid.UUID, *, on: dt.date) -> Own:
    """Raises Missing for whoever has nothing to do with the school here, Refused for whoever works there and keeps it not."""
    network, school = networks.by_id(network_id), by_id.school(school_id)
    if network is None or school is None:
        raise Missing
    where = school_days.places_of(network_id, school_id)
    allowed = rules.may_keep(hats, network_id=network_id, school_id=school_id, where=where)
    if not allowed and not hats.roles_at(Place.SCHOOL, school_id, network_id=network_id):
        raise Missing
    allowed.require()
    return Own(
        network=network,
        school=school,
        windows=school_days.windows([school_id], network_id=network_id, since=on),
        capacities=school_days.capacities([school_id], network_id=network_id),
    )


def one_window(own: Own, window_id: uuid.UUID) -> Window:
    """Raises Missing for another school's."""
    row = school_days.window(window_id)
    if row is None or (row.network_id, row.school_id) != (own.network.pk, own.school.pk):
        raise Missing
    return row


def headed(hats: Hats) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Network and school of each headship."""
    return sorted(
        {
            (hat.network_id, hat.place_id)
            for hat in hats.worn
            if hat.role == Role.HEAD and hat.place == Place.SCHOOL and hat.network_id and hat.place_id
        },
        key=str,
    )
