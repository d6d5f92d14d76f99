"""What calls answer. Each aspect stands for itself: no schema has a place for one grade of a school."""

import datetime as dt
import uuid

from ninja import Schema


class PointOut(Schema):
    """A short point under one of the model's lists, with the notes it rests on."""

    under: str
    text: str
    note_ids: list[uuid.UUID]


class PositionOut(Schema):
    """What the team says of one aspect. Send `version` with the next write."""

    aspect: str
    statements: list[str]
    level: str
    strength: str
    points: list[PointOut]
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
    strength: str
    points: list[PointOut]
    not_enough_evidence: bool
    commentary: str
    note_ids: list[uuid.UUID]
    proposed_at: dt.datetime


class SchoolOut(Schema):
    """What the school says to a position as it is now, where the model has positions agreed with it."""

    agrees: bool
    text: str
    version: int
    answered_at: dt.datetime
    answered_by: str


class BoardOut(Schema):
    aspect: str
    is_open: bool
    proposed: list[uuid.UUID]
    waiting: list[uuid.UUID]
    position: PositionOut | None
    school: SchoolOut | None


class AgreementOut(Schema):
    aspect: str
    position: PositionOut
    school: SchoolOut | None


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


class PrintedPointOut(Schema):
    text: str
    citations: list[CitedOut]


class PrintedListOut(Schema):
    label: str
    points: list[PrintedPointOut]


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
    strength: str
    lists: list[PrintedListOut]
    school_agrees: bool | None
    school_otherwise: str


class EntryOut(Schema):
    label: str
    text: str


class BlockOut(Schema):
    title: str
    entries: list[EntryOut]


class SectionOut(Schema):
    """A section of the output: `source` says what it prints; what others filled in stands in `blocks`."""

    source: str
    title: str
    text: str
    blocks: list[BlockOut]


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
    title: str
    sections: list[SectionOut]


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
    texts: dict[str, str]


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


class TouchingOut(Schema):
    code: str
    name: str
    question: str


class AreaOut(Schema):
    """An area of inspection and the aspects that touch it: never where a school stands in either."""

    code: str
    name: str
    question: str
    aspects: list[TouchingOut]


class InspectionOut(Schema):
    """`left_out` and `apart` are areas: those that the school has not, and those that are not for peers to look at."""

    framework_id: uuid.UUID
    key: str
    version: str
    title: str
    is_mapped: bool
    areas: list[AreaOut]
    left_out: list[TouchingOut]
    apart: list[TouchingOut]
    touching_none: list[TouchingOut]


class SaidOut(Schema):
    """`said` is empty where the review did not look at the aspect, or `is_comparable` is false."""

    review_id: uuid.UUID
    visit_starts_on: dt.date
    framework: str
    is_comparable: bool
    said: PrintedAspectOut | None


class ThreadOut(Schema):
    aspect: str
    reviews: list[SaidOut]
