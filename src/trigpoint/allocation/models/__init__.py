"""Tables of allocation."""

from trigpoint.allocation.models.invitation import Feed, Invitation
from trigpoint.allocation.models.pin import Pin
from trigpoint.allocation.models.schedule import Schedule

__all__ = ["Feed", "Invitation", "Pin", "Schedule"]
