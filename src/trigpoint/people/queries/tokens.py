"""Tokens of one person, and the person behind a token."""

import dataclasses
import datetime as dt
import hashlib
import uuid

from trigpoint.people.models import Account, Token

__all__ = ["Bearer", "Held", "behind", "of_person"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    id: uuid.UUID
    name: str
    may_write: bool
    expires_at: dt.datetime
    last_used_at: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Who a token acts for, and how far."""

    token_id: uuid.UUID
    person: Account
    may_write: bool
    second_factor: bool
    last_used_at: dt.datetime | None


def of_person(person_id: uuid.UUID, *, at: dt.datetime) -> list[Held]:
    """The tokens that still work, the newest first. Never their text: only its hash is kept."""
    rows = Token.objects.filter(person_id=person_id, revoked_at=None, expires_at__gt=at).order_by("-created_at")
    return [
        Held(
            id=row.pk,
            name=row.name,
            may_write=row.may_write,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
        )
        for row in rows
    ]


def behind(text: str, *, at: dt.datetime) -> Bearer | None:
    """Whom the token acts for; None when it is unknown, expired or revoked, or its person's account is closed."""
    row = (
        Token.objects.select_related("person")
        .filter(digest=hashlib.sha256(text.encode()).hexdigest(), revoked_at=None, expires_at__gt=at)
        .filter(person__is_active=True)
        .first()
    )
    if row is None:
        return None
    return Bearer(
        token_id=row.pk,
        person=row.person,
        may_write=row.may_write,
        second_factor=row.second_factor,
        last_used_at=row.last_used_at,
    )
