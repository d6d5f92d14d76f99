"""What has happened to people's appointments."""

import dataclasses
import uuid

from trigpoint.kernel.events import Event


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonAppointed(Event):
    """Somebody holds a role from a day."""

    appointment_id: uuid.UUID
    person_id: uuid.UUID
    role: str
    place: str
    place_id: uuid.UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEnded(Event):
    """Somebody's role has an end."""

    appointment_id: uuid.UUID
    person_id: uuid.UUID
    role: str
    place: str
    place_id: uuid.UUID | None
