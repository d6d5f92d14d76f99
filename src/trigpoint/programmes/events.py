"""What has happened to programmes and partnerships."""

import dataclasses
import datetime as dt
import uuid

from trigpoint.kernel.events import Event


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPublished(Event):
    """A new version of a text holds: every school is asked to sign it."""

    programme_id: uuid.UUID
    text_id: uuid.UUID
    kind: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSigned(Event):
    """A head has signed a text for a school."""

    partnership_id: uuid.UUID
    school_id: uuid.UUID
    signature_id: uuid.UUID
    kind: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipAgreed(Event):
    """Every member has signed both agreements for the first time."""

    partnership_id: uuid.UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchoolJoined(Event):
    """A school is a member from a day."""

    partnership_id: uuid.UUID
    school_id: uuid.UUID
    joined_on: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLeft(Event):
    """A school's membership has a last day."""

    partnership_id: uuid.UUID
    school_id: uuid.UUID
    left_on: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipPaused(Event):
    """A partnership rests from a day."""

    partnership_id: uuid.UUID
    starts_on: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipResumed(Event):
    """A partnership goes on from a day."""

    partnership_id: uuid.UUID
    resumes_on: dt.date
