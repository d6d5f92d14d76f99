"""What calls before a visit answer."""

import datetime as dt
import uuid
from typing import Any

from ninja import Schema


class PositionOut(Schema):
    """What the school says of itself in one aspect; `versions` go with the next write."""

    aspect: str
    level: str
    statements: list[str]
    evidence: str
    how_we_know: str
    versions: dict[str, int]


class SelfEvaluationOut(Schema):
    completed_at: dt.datetime | None
    is_shared: bool
    positions: list[PositionOut]


class PackItemOut(Schema):
    id: uuid.UUID
    kind: str
    subject: str
    title: str
    text: str
    address: str
    file_name: str
    figures: dict[str, Any] | None


class PackOut(Schema):
    """`last_day` is the last on which the team reads it; none before the release."""

    released_at: dt.datetime | None
    last_day: dt.date | None
    items: list[PackItemOut]


class LookOut(Schema):
    name: str
    school: str
    title: str
    looked_at: dt.datetime


class LineOut(Schema):
    id: uuid.UUID
    version: int
    question: str
    why: str
    aspects: list[str]


class FocusOut(Schema):
    version: int
    story: str
    aspects: list[str]
    reasons: str
    programme: str
    special_events: str
    observation_protocol: str
    base: str
    mode: str
    lead_agreed_at: dt.datetime | None
    head_agreed_at: dt.datetime | None
    lines: list[LineOut]


class ThemesOut(Schema):
    themes: list[str]


class NotObservedOut(Schema):
    """A code and a time. There is no reason, anywhere."""

    id: uuid.UUID
    code: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None


class TaskOut(Schema):
    person_id: uuid.UUID
    aspects: list[str]
    lines: list[uuid.UUID]


class BriefingOut(Schema):
    held_on: dt.date | None
    allocations: list[TaskOut]
    uncovered: list[str]


class PersonOut(Schema):
    id: uuid.UUID
    name: str


class ActivityOut(Schema):
    id: uuid.UUID
    version: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    kind: str
    what: str
    site_id: uuid.UUID | None
    site: str
    place: str
    audience: str
    codes: list[str]
    mode: str
    aspects: list[str]
    partner_id: uuid.UUID | None
    reviewers: list[PersonOut]
    to_move: bool


class TimetableOut(Schema):
    activities: list[ActivityOut]
    some_not_available: bool
    warnings: list[str]
