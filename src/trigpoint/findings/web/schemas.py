"""What calls answer. Each aspect stands for itself: no schema has a place for one grade of a school."""

import datetime as dt
import uuid

from ninja import Schema


class PositionOut(Schema):
    """What the team says of one aspect. Send `version` with the next write."""

    aspect: str
    statements: list[str]
    level: str
    not_enough_evidence: bool
    commentary: str
    note_ids: list[uuid.UUID]
    reason: str
    version: int
    agreed_at: dt.datetime
    agreed_by: str


class ProposalOut(Schema):
    author_id: uuid.UUID
    author_name: str
    statements: list[str]
    level: str
    not_enough_evidence: bool
    commentary: str
    note_ids: list[uuid.UUID]
    proposed_at: dt.datetime


class BoardOut(Schema):
    aspect: str
    is_open: bool
    proposed: list[uuid.UUID]
    waiting: list[uuid.UUID]
    position: PositionOut | None


class AspectOut(Schema):
    aspect: str
    is_open: bool
    meeting_closed: bool
    proposals: list[ProposalOut]
    position: PositionOut | None
    history: list[PositionOut]


class FeedbackOut(Schema):
    given_at: dt.datetime
    points: list[str]


class HighlightOut(Schema):
    level: str
    text: str


class CitedOut(Schema):
    """Evidence as it is told to a reader who may not see notes."""

    kind: str
    count: int
    day: dt.date


class PrintedAspectOut(Schema):
    code: str
    name: str
    theme: str
    question: str
    statements: list[HighlightOut]
    level: str
    not_enough_evidence: bool
    commentary: str
    reason: str
    citations: list[CitedOut]
    school_level: str
    school_statements: list[HighlightOut]
    school_evidence: str


class PrintedOut(Schema):
    school: str
    partnership: str
    cycle: str
    visit_starts_on: dt.date
    visit_ends_on: dt.date
    team: list[str]
    framework: str
    aspects: list[PrintedAspectOut]
    priority: str
    priority_aspect: str


class ProfileOut(Schema):
    """
    The profile. `state` is empty before it is drafted; `positions` are the versions to send with the release;
    `version` goes with the next draft.
    """

    state: str
    version: int
    answer_by: dt.date | None
    head_agrees: bool | None
    head_agreed_priority: bool | None
    released_at: dt.datetime | None
    positions: dict[str, int]
    said: PrintedOut
    reply: str


class CorrectionOut(Schema):
    id: uuid.UUID
    aspect: str
    text: str
    raised_at: dt.datetime
    outcome: str
    answer: str


class LookOut(Schema):
    person_id: uuid.UUID
    looked_at: dt.datetime
    channel: str
