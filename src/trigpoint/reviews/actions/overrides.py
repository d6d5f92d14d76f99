"""Keep the soft guards that somebody passed, with the reason. Called inside other actions' transactions."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from trigpoint.kernel.errors import Unacceptable
from trigpoint.kernel.guards import Breach
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.models import Override, Review


def record(*, actor: Account, at: dt.datetime, review: Review, breaches: Iterable[Breach], reason: str) -> None:
    """One row for each soft breach that needed a reason. Raises Unacceptable when it is too long to keep."""
    passed = [breach for breach in breaches if breach.needs_reason]
    longest = Override._meta.get_field("reason").max_length or 0  # noqa: SLF001 - a table's public description
    if passed and (len(reason.strip()) > longest or "\0" in reason):
        raise Unacceptable({"reason": [_("Shorten the reason to %(max)d characters.") % {"max": longest}]})
    Override.objects.bulk_create(
        Override(
            review=review, guard=b.guard, message=str(b.message), reason=reason.strip(), given_by=actor, given_at=at
        )
        for b in passed
    )
