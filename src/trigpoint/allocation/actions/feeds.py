"""The secret address of a person's own calendar."""

import dataclasses
import datetime as dt
import secrets

from trigpoint.allocation.models import Feed
from trigpoint.allocation.queries.feeds import digest
from trigpoint.audit.actions import action
from trigpoint.people.queries.accounts import Account


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The address' secret, told once: only its hash is kept."""

    secret: str


@action("allocation.renew_feed")
def renew(*, actor: Account, at: dt.datetime) -> Made:
    """Make a calendar address; the one before stops working."""
    secret = secrets.token_urlsafe(24)
    Feed.objects.update_or_create(person=actor, defaults={"digest": digest(secret), "renewed_at": at})
    return Made(secret=secret)


@action("allocation.close_feed")
def close(*, actor: Account, at: dt.datetime) -> None:
    """Make an end of one's calendar address."""
    Feed.objects.filter(person=actor).delete()
