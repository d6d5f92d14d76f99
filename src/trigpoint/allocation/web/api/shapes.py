"""What calls about dates and teams answer."""

import datetime as dt
import uuid

from ninja import Schema


class SeatOut(Schema):
    person_id: uuid.UUID
    name: str
    leads: bool


class BookingOut(Schema):
    """`review` is the review's name in this schedule: what `swap` and `move_draft` take."""

    review: str
    school_id: uuid.UUID
    school: str
    starts_on: dt.date
    workshop_on: dt.date | None
    seats: list[SeatOut]


class GapOut(Schema):
    school: str
    what: str
    causes: list[str]
    remedies: list[str]


class ScheduleOut(Schema):
    """`plan` is empty until something was found; money is in pounds."""

    id: uuid.UUID
    state: str
    version: int
    could_be_saved: str
    trouble: str
    plan: list[BookingOut] = []
    gaps: list[GapOut] = []
    empty_seats: int | None = None
    changed_dates: int | None = None
    changed_seats: int | None = None
    travel: float | None = None
    cover: float | None = None


class VerdictOut(Schema):
    """`reasons` say why not; `effect` says what the choice would change."""

    person_id: uuid.UUID
    name: str
    possible: bool
    reasons: list[str]
    effect: str


class PinOut(Schema):
    id: uuid.UUID
    school_id: uuid.UUID
    kind: str
    person_id: uuid.UUID | None
    starts_on: dt.date | None
    overrides: str
    reason: str


class InvitationOut(Schema):
    """`called` is what the review's model calls the role."""

    id: uuid.UUID
    review_id: uuid.UUID
    school: str
    role: str
    called: str
    answer: str
    visit_starts_on: dt.date
    visit_ends_on: dt.date


class DeclinedOut(Schema):
    invitation_id: uuid.UUID
    school: str
    name: str
    role: str
    called: str
    reason: str


class BoardOut(Schema):
    declined: list[DeclinedOut]
    short: list[GapOut]


class BalanceOut(Schema):
    school_id: uuid.UUID
    school: str
    given: int
    received: int
    carried: int
    balance: int
    cover: int


class WindowOut(Schema):
    id: uuid.UUID
    kind: str
    starts_on: dt.date
    ends_on: dt.date
    note: str


class AddressOut(Schema):
    """Shown this once."""

    address: str


class CountOut(Schema):
    changed: int
