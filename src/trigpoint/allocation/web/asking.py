"""Who asks, and for which cycle, programme or schedule: where every page begins."""

import uuid

from django.http import HttpRequest

from trigpoint.access.hats import Hats
from trigpoint.allocation.queries import drafts, schedules
from trigpoint.allocation.queries import scope as scopes
from trigpoint.allocation.queries.schedules import Schedule
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.rules import planning as rules
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing


def hats(request: HttpRequest) -> Hats:
    """What the person may act as today."""
    worn: Hats = request.hats  # type: ignore[attr-defined]  # put there by the middleware
    return worn


def posted_id(request: HttpRequest, name: str) -> uuid.UUID:
    """The id that a form holds under this name. Raises Missing for what is none."""
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Missing from None


def cycle(request: HttpRequest, cycle_id: uuid.UUID) -> Scope:
    """A partnership's cycle, for those who plan it. Raises Missing or Refused."""
    found = scopes.of_cycle(hats(request), cycle_id, on=clock.today())
    rules.may_draft(hats(request), found).require()
    return found


def programme(request: HttpRequest, programme_id: uuid.UUID) -> Scope:
    """A whole programme, for its staff. Raises Missing for anybody else."""
    return scopes.of_programme(hats(request), programme_id, on=clock.today())


def schedule(request: HttpRequest, schedule_id: uuid.UUID) -> tuple[Schedule, Scope]:
    """A schedule, for those who plan. Raises Missing or Refused."""
    found = schedules.load(hats(request), schedule_id)
    scope = schedules.scope_of(found, on=clock.today())
    rules.may_draft(hats(request), scope).require()
    return found, scope


def draft(request: HttpRequest, schedule_id: uuid.UUID) -> drafts.Draft:
    """The same, opened. Raises Missing for one that holds no draft."""
    found, scope = schedule(request, schedule_id)
    return drafts.of(found, scope, on=clock.today())
