"""Schools join a partnership, and leave it, on days that are written down."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.organisations.actions.schools import open_central_office
from trigpoint.organisations.queries import schools
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


@action("programmes.add_trust", subject="partnership")
def join_trust(
    *, actor: Account | None, at: dt.datetime, partnership: Partnership, trust_uid: int, joined_on: dt.date
) -> Membership:
    """
    Make a trust a member from a day, for review models that look at trusts: its central office stands for it.

    Raises Unacceptable for a number that no open trust of the register has.
    """
    may_lead(actor, at, partnership)
    trust = schools.trust(trust_uid)
    if trust is None:
        raise Unacceptable({"trust_uid": [_("The register has no open trust of this number.")]})
    office = open_central_office(actor=None, at=at, hats=None, trust=trust)
    return join(actor=actor, at=at, partnership=partnership, school=office, joined_on=joined_on)


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
