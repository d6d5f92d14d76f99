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


def one(scope: Scope, pin_id: uuid.UUID) -> Pin:
    """Raises Missing for what is not of this scope."""
    found = Pin.objects.filter(pk=pin_id, cycle_id__in=scope.cycle_ids).first()
    if found is None:
        raise Missing
    return found
