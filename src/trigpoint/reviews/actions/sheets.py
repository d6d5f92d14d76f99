"""Send everybody's briefing ahead of the visit; say that one has read one's own."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused
from trigpoint.people.queries import accounts
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.actions import letters
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.models import Review, Sheet
from trigpoint.reviews.queries import sheet
from trigpoint.reviews.queries.scene import acting
from trigpoint.reviews.rules import sheet as rules


@action("reviews.send_briefings", subject="review")
def send(*, actor: Account, at: dt.datetime, review: Review) -> int:
    """
    Tell everybody who takes part that their briefing is there; says how many. Sent again, it is to be read again.

    Raises Refused before anything stands in the timetable: then there is nothing to be briefed about.
    """
    scene = acting(actor.pk, review, at=at)
    rules.may_send(scene).require()
    one_at_a_time(review)
    found = [one for one in sheet.sheets(scene) if one.participant is not None]
    if not any(one.entries for one in found):
        raise Refused(_("Draw up the timetable first: a briefing says who is where, when, and what is asked."))
    for one in found:
        assert one.participant is not None  # noqa: S101 - filtered above
        Sheet.objects.update_or_create(
            review=review,
            person_id=one.participant.person_id,
            defaults={"sent_at": at, "sent_by": actor, "read_at": None},
        )
        person = accounts.any_by_id(one.participant.person_id)
        if person is not None and person.pk != actor.pk:
            letters.briefing(review, person, on=timezone.localdate(at))
    return len(found)


@action("reviews.confirm_briefing", subject="review")
def confirm(*, actor: Account, at: dt.datetime, review: Review) -> None:
    """Say that one has read one's own briefing. Said already, or never sent: nothing changes."""
    rules.may_read(acting(actor.pk, review, at=at), actor.pk).require()
    Sheet.objects.filter(review=review, person=actor, read_at__isnull=True).update(read_at=at)
