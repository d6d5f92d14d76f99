"""What has happened in a review."""

import dataclasses
import datetime as dt
import uuid

from trigpoint.kernel.events import Event


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlanned(Event):
    """A school's review has dates."""

    review_id: uuid.UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StageCompleted(Event):
    """A stage of a review is done."""

    review_id: uuid.UUID
    stage: str
    kind: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StageReopened(Event):
    """A stage that was done is not, after all."""

    review_id: uuid.UUID
    stage: str
    kind: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DatesMoved(Event):
    """A review has other dates than before."""

    review_id: uuid.UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReviewChanged(Event):
    """A review was postponed, resumed, closed or cancelled: `state` is what it is now."""

    review_id: uuid.UUID
    state: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VersionMoved(Event):
    """A review goes by a newer version of its model: `before` and `after` are the versions' ids."""

    review_id: uuid.UUID
    before: uuid.UUID
    after: uuid.UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TeamChanged(Event):
    """Somebody joined or left a review's team."""

    review_id: uuid.UUID
    person_id: uuid.UUID
    role: str
    joined: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PackReleased(Event):
    """The school has opened its data pack to the team."""

    review_id: uuid.UUID
    expires_on: dt.date
