"""Personal tokens for the API: shown once, kept as a hash."""

import dataclasses
import datetime as dt
import hashlib
import secrets
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Missing, Refused, Unacceptable
from trigpoint.people.models import Account, Token
from trigpoint.people.queries.hats import hats_of
from trigpoint.people.rules.tokens import MOST_AT_ONCE, MOST_DAYS, may_make

PREFIX = "trigpoint_"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new token, and the only sight of its text."""

    id: uuid.UUID
    name: str
    text: str
    may_write: bool
    expires_at: dt.datetime


@action("people.make_token")
def make(
    *,
    actor: Account,
    at: dt.datetime,
    name: str,
    days: int,
    may_write: bool = False,
    second_factor: bool = False,
) -> Made:
    """Make a token that acts for its maker. `second_factor`: whether the maker has shown theirs."""
    may_make(hats_of(actor.pk, on=timezone.localdate(at)), second_factor=second_factor).require()
    name = " ".join(name.split())
    wrong: dict[str, list[str]] = {}
    if not name or len(name) > 60:
        wrong["name"] = [_("Say what it is for, in up to 60 characters")]
    if not 1 <= days <= MOST_DAYS:
        wrong["days"] = [_("A token lasts from 1 to %(most)s days") % {"most": MOST_DAYS}]
    if wrong:
        raise Unacceptable(wrong)
    if actor.tokens.filter(revoked_at=None, expires_at__gt=at).count() >= MOST_AT_ONCE:
        raise Refused(
            _("You have %(most)s tokens already. Revoke one that is no longer used.") % {"most": MOST_AT_ONCE}
        )
    text = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        person=actor,
        name=name,
        digest=digest(text),
        may_write=may_write,
        second_factor=second_factor,
        expires_at=at + dt.timedelta(days=days),
    )
    return Made(id=token.pk, name=name, text=text, may_write=may_write, expires_at=token.expires_at)


@action("people.revoke_token")
def revoke(*, actor: Account, at: dt.datetime, token_id: uuid.UUID) -> Token:
    """Make an own token useless at once. Raises Missing for another person's."""
    token = actor.tokens.filter(pk=token_id).first()
    if token is None:
        raise Missing("no such token")
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
    return token


def digest(text: str) -> str:
    """What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def note_use(token_id: uuid.UUID, *, at: dt.datetime) -> None:
    """Remember the day of a token's last use: no act of a person, so no entry in the ledger."""
    Token.objects.filter(pk=token_id).update(last_used_at=at)
