"""What has happened in a school's improvement."""

import dataclasses
import uuid

from trigpoint.kernel.events import Event


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopHeld(Event):
    """The workshop has taken place."""

    review_id: uuid.UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanAgreed(Event):
    """The head has agreed the action plan."""

    review_id: uuid.UUID
    plan_id: uuid.UUID
