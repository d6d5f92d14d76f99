"""What the ids in an address stand for, for whoever asks; Missing for what they may not know of."""

import uuid
from typing import Any

from django.http import HttpRequest

from trigpoint.allocation.queries import invitations as invitation_queries
from trigpoint.allocation.queries import own_school as own_schools
from trigpoint.allocation.queries import pins as pin_queries
from trigpoint.allocation.web import asking
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries import accounts, readiness
from trigpoint.ui.api import Problem

CYCLE, SCHEDULE = "/cycles/{uuid:cycle_id}", "/schedules/{uuid:schedule_id}"
PROBLEMS = {frozenset({401, 403, 404, 422}): Problem}


def schedule(request: HttpRequest, schedule_id: uuid.UUID) -> Any:
    return asking.schedule(request, schedule_id)[0]


def later(request: HttpRequest) -> bool:
    """Calls never wait for a search: it is left to the worker."""
    return True


def cycle(request: HttpRequest, scope: Any) -> Any:
    return scope.cycles[0]


def network(request: HttpRequest, scope: Any) -> Any:
    return scope.network


def school(request: HttpRequest, scope: Any, school_id: uuid.UUID) -> Any:
    found = pin_queries.facts(scope, on=clock.today()).schools.get(school_id)
    if found is None:
        raise Missing
    return found


def person(request: HttpRequest, person_id: uuid.UUID | None = None) -> Any:
    found = accounts.by_id(person_id) if person_id else None
    if person_id and found is None:
        raise Missing
    return found


def somebody(request: HttpRequest, person_id: uuid.UUID) -> Any:
    return person(request, person_id)


def pin(request: HttpRequest, scope: Any, pin_id: uuid.UUID) -> Any:
    return pin_queries.one(scope, pin_id)


def own_invitation(request: HttpRequest, invitation_id: uuid.UUID) -> Any:
    return invitation_queries.own(request.auth.pk, invitation_id)


def empty_seat(request: HttpRequest, scope: Any, invitation_id: uuid.UUID) -> Any:
    return invitation_queries.to_fill(scope.cycle_ids, invitation_id)


def absence(request: HttpRequest, absence_id: uuid.UUID) -> Any:
    found = readiness.absence(absence_id)
    if found is None:
        raise Missing
    return found


def own(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> Any:
    return own_schools.load(asking.hats(request), network_id, school_id, on=clock.today())


def own_network(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> Any:
    return own(request, network_id, school_id).network


def own_school(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> Any:
    return own(request, network_id, school_id).school


def window(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID, window_id: uuid.UUID) -> Any:
    return own_schools.one_window(own(request, network_id, school_id), window_id)


IN_CYCLE = {"scope": asking.cycle}
