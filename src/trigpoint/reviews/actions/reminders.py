"""Remind those whose date has come or gone: one click of the partnership lead."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.actions import letters
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.scene import acting
from trigpoint.reviews.queries.stages import stages
from trigpoint.reviews.rules import planning as rules


@action("reviews.remind", subject="review")
def remind(*, actor: Account | None, at: dt.datetime, review: Review, stage: str) -> list[str]:
    """
    Mail whoever moves this stage on. Returns their names.

    Clicked twice in a day it is sent once. Raises Refused where nobody is there to be reminded.
    """
    if actor is not None:
        rules.may_change(acting(actor.pk, review, at=at)).require()
    on = timezone.localdate(at)
    step = next((step for step in stages(review) if step.key == stage), None)
    if step is None:
        raise Unacceptable({"stage": [_("This review has no such stage.")]})
    if step.is_done:
        raise Refused(_("“%(stage)s” is done already; nobody needs a reminder.") % {"stage": step.title})
    people = letters.owners(review, step, on=on)
    if not people:
        raise Refused(_("Nobody has this part yet. Choose somebody for the team first."))
    for person in people:
        letters.reminder(review, person, step, on=on)
    return [person.name for person in people]
