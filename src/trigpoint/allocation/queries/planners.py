"""For whom somebody plans: the people of the pools that they lead or run."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.allocation.queries.facts_people import untrained
from trigpoint.people.queries.appointments import at_place
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.queries.partnerships import memberships_of_all
from trigpoint.programmes.queries.review_models import definition
from trigpoint.programmes.queries.scope import Partnership, programmes_run_by, visible_to
from trigpoint.reviews.queries.every import to_come

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
    """Whether somebody may see and keep what a person can give: the person, and who plans for them (`facts_people`)."""
    hats = hats_of(actor_id, on=on)
    if self_too and actor_id == person_id:
        return network_id in hats.networks
    mine = [row for row in planned_partnerships(hats) if row.network_id == network_id]
    return any(rows.filter(person_id=person_id).exists() for rows in _asked(mine, on))


def _asked(partnerships: list[Partnership], on: dt.date) -> Iterator[QuerySet[Any]]:
    """Appointments for which somebody may be asked: to a pool, to a team, and at schools where the model asks untrained."""
    ids = [row.pk for row in partnerships]
    yield at_place(Place.PARTNERSHIP, ids, on=on, roles=POOL)
    yield at_place(Place.REVIEW, to_come(ids, on=on), on=on, roles=POOL)
    schools = defaultdict(set)
    for row in memberships_of_all(ids, on=on):
        schools[row.partnership_id].add(row.school_id)
    for partnership in partnerships:
        for _role, eligible in untrained(definition(partnership.programme.review_model_id)):
            yield at_place(Place.SCHOOL, schools[partnership.pk], on=on, roles=eligible)
