"""Say, for oneself, which school one can't review. Nobody is asked why."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations.queries.networks import School
from trigpoint.people.queries.accounts import Account
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
    known = Conflict.objects.filter(person=actor, school=school, withdrawn_on=None).first()
    if known is None:
        raise Unacceptable({"school": [_("You have not said that about this school.")]})
    known.withdrawn_on = timezone.localdate(at)
    known.save(update_fields=["withdrawn_on"])
    return known
