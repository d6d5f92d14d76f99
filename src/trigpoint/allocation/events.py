"""What has happened to schedules and invitations."""

import dataclasses
import uuid

from trigpoint.kernel.events import Event


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchedulePublished(Event):
    """Dates and teams of a schedule hold now."""

    schedule_id: uuid.UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswered(Event):
    """Somebody said whether they come."""

    invitation_id: uuid.UUID
    review_id: uuid.UUID
    accepted: bool
