"""What is settled in a cycle."""

import datetime as dt
import uuid

from trigpoint.allocation.models import Pin
from trigpoint.allocation.queries import facts as facts_of
from trigpoint.allocation.queries.facts import Facts
from trigpoint.allocation.queries.scope import Scope
from trigpoint.kernel.errors import Missing

__all__ = ["Facts", "Pin", "facts", "one"]


def facts(scope: Scope, *, on: dt.date) -> Facts:
    return facts_of.load(scope, on=on)


def one(scope: Scope, pin_id: str) -> Pin:
    """Raises Missing for what is not of this scope."""
    try:
        found = Pin.objects.filter(pk=uuid.UUID(pin_id), cycle_id__in=scope.cycle_ids).first()
    except ValueError:
        found = None
    if found is None:
        raise Missing
    return found
