"""What calls about dates and teams answer."""

import datetime as dt
import uuid

from ninja import Schema


class StageOut(Schema):
    """`ends_on` differs from `due_on` for a visit of several days."""

    key: str
    kind: str
    title: str
    group: str
    strand: str
    owner: str
    due_on: dt.date
    ends_on: dt.date
    done_on: dt.date | None
    is_late: bool


class SeatOut(Schema):
    """`trained_until` is told to those who answer for the team, and to the person."""

    person_id: uuid.UUID
    name: str
    role: str
    school_id: uuid.UUID | None
    school: str
    trained_until: dt.date | None


class ReviewOut(Schema):
    """`parts` is what the token's person is to it; `subject_name` and `site_ids` are empty where it has none."""

    id: uuid.UUID
    host_id: uuid.UUID
    host: str
    cycle_id: uuid.UUID
    partnership_id: uuid.UUID
    partnership: str
    state: str
    state_label: str
    subject_name: str
    site_ids: list[uuid.UUID]
    visit_starts_on: dt.date
    visit_ends_on: dt.date
    parts: list[str]


class ReviewWhole(ReviewOut):
    """`version` goes with the next change of its dates."""

    version: int
    state_reason: str
    stages: list[StageOut]
    team: list[SeatOut]


class BreachOut(Schema):
    guard: str
    message: str
    hard: bool


class CandidateOut(Schema):
    person_id: uuid.UUID
    name: str
    school: str
    trained_until: dt.date | None
    breaches: list[BreachOut]


class CycleOut(Schema):
    id: uuid.UUID
    partnership_id: uuid.UUID
    partnership: str
    name: str
    number: int
    starts_on: dt.date
    ends_on: dt.date


class LineOut(Schema):
    """A school in a cycle. `late` is the key of the first stage whose day has passed."""

    school_id: uuid.UUID
    school: str
    review_id: uuid.UUID | None
    state: str
    stages: list[StageOut]
    late: str
    flags: list[BreachOut]
    days_given: int
    days_received: int
    visits_given: int
    visits_received: int


class CycleWhole(CycleOut):
    schools: list[LineOut]


class ConflictOut(Schema):
    school_id: uuid.UUID
    school: str
    declared_on: dt.date


class Reminded(Schema):
    """Who gets a mail, by name."""

    told: list[str]
