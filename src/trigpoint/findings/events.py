"""What has happened to findings."""

import dataclasses
import datetime as dt
import uuid

from trigpoint.kernel.events import Event


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSentForCheck(Event):
    """The school's head has the profile, to check its facts until a day."""

    review_id: uuid.UUID
    profile_id: uuid.UUID
    answer_by: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProfileReleased(Event):
    """The profile is the school's."""

    review_id: uuid.UUID
    profile_id: uuid.UUID
