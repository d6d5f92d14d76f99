"""Schools join a partnership, and leave it, on days that are written down."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.organisations.queries.by_id import School
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.actions.agreements import settle
from trigpoint.programmes.actions.partnerships import may_lead
from trigpoint.programmes.events import SchoolJoined, SchoolLeft
from trigpoint.programmes.models import Membership, Partnership


@action("programmes.add_member")
def join(
    *, actor: Account | None, at: dt.datetime, partnership: Partnership, school: School, joined_on: dt.date
) -> Membership:
    """Make a school a member from a day. Raises Unacceptable when it is one already on that day."""
    may_lead(actor, at, partnership)
    try:
        with transaction.atomic():
            made = Membership.objects.create(partnership=partnership, school=school, joined_on=joined_on)
    except IntegrityError as error:
        reason = _("%(school)s is a member on that day already.") % {"school": school.name}
        raise Unacceptable({"school": [reason]}) from error
    publish(
        SchoolJoined(
            at=at,
            actor_id=actor.pk if actor else None,
            partnership_id=partnership.pk,
            school_id=school.pk,
            joined_on=joined_on,
        )
    )
    return made


@action("programmes.end_membership", subject="membership")
def leave(*, actor: Account | None, at: dt.datetime, membership: Membership, left_on: dt.date) -> Membership:
    """Give a membership its last day; the school keeps reading what is its own. Raises Unacceptable for an earlier day."""
    may_lead(actor, at, membership.partnership)
    if left_on < membership.joined_on:
        raise Unacceptable({"left_on": [_("The school joined only later than this day.")]})
    membership.left_on = left_on
    membership.save(update_fields=["left_on"])
    publish(
        SchoolLeft(
            at=at,
            actor_id=actor.pk if actor else None,
            partnership_id=membership.partnership_id,
            school_id=membership.school_id,
            left_on=left_on,
        )
    )
    settle(actor=actor, at=at, partnership=membership.partnership)
    return membership
