"""
Which school somebody can't review. Whoever says so of themselves is never asked why.

`record` and `lift` are called by other contexts' actions, which have asked their own rules: who plans.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations.queries.networks import School
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.enums import ConflictSource
from trigpoint.reviews.models import Conflict


@action("reviews.declare_conflict")
def declare(*, actor: Account, at: dt.datetime, school: School) -> Conflict:
    """From now on the person can't be chosen for a review of the school. Declared already: it stays as it is."""
    known, _created = Conflict.objects.get_or_create(
        person=actor, school=school, withdrawn_on=None, defaults={"declared_on": timezone.localdate(at)}
    )
    return known


@action("reviews.withdraw_conflict")
def withdraw(*, actor: Account, at: dt.datetime, school: School) -> Conflict:
    """Take one's own declaration back."""
    known = Conflict.objects.filter(
        person=actor, school=school, withdrawn_on=None, source=ConflictSource.PERSON
    ).first()
    if known is None:
        raise Unacceptable({"school": [_("You have not said that about this school.")]})
    known.withdrawn_on = timezone.localdate(at)
    known.save(update_fields=["withdrawn_on"])
    return known


@action("reviews.record_conflict")
def record(
    *, actor: Account | None, at: dt.datetime, person: Account, school: School, source: str, reason: str = ""
) -> Conflict:
    """Write down that somebody can't review a school, and why. What the person has said of it already stays theirs."""
    if source not in (ConflictSource.PLANNER, ConflictSource.FILE):
        raise Unacceptable({"source": [_("Only the person can say this for themselves.")]})
    known, created = Conflict.objects.get_or_create(
        person=person,
        school=school,
        withdrawn_on=None,
        defaults={
            "declared_on": timezone.localdate(at),
            "source": source,
            "reason": reason.strip()[:120],
            "recorded_by": actor,
        },
    )
    if not created and known.source != ConflictSource.PERSON and reason.strip():
        known.reason = reason.strip()[:120]
        known.save(update_fields=["reason"])
    return known


@action("reviews.lift_conflict", subject="conflict")
def lift(*, actor: Account | None, at: dt.datetime, conflict: Conflict) -> None:
    """End what those who plan have written down. What the person has said is the person's to take back."""
    if conflict.source == ConflictSource.PERSON:
        raise Unacceptable({"conflict": [_("The person has said this themselves; only they can take it back.")]})
    conflict.withdrawn_on = timezone.localdate(at)
    conflict.save(update_fields=["withdrawn_on"])
