"""Keep the soft guards that somebody passed, with the reason. Called inside other actions' transactions."""

import datetime as dt
from collections.abc import Iterable

from trigpoint.kernel.guards import Breach
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.models import Override, Review


def record(*, actor: Account, at: dt.datetime, review: Review, breaches: Iterable[Breach], reason: str) -> None:
    """One row for each soft breach that needed a reason."""
    Override.objects.bulk_create(
        Override(
            review=review, guard=b.guard, message=str(b.message), reason=reason.strip(), given_by=actor, given_at=at
        )
        for b in breaches
        if b.needs_reason
    )
