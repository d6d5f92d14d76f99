"""
Who may appoint whom: authority is handed down one step at a time.

Operators appoint a network's staff; staff appoint those who run and watch a programme, and heads; a partnership's lead
appoints the partnership's trained people and heads of its schools; a head appoints the people of the own school.
Seats on a review are given by the rules of reviews.
"""

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.people.queries.places import Where

TRAINED = (Role.LEAD_REVIEWER, Role.REVIEWER, Role.FACILITATOR)
"""Held in a partnership until the training runs out."""

OF_SCHOOL = (
    Role.SENIOR_LEADER,
    Role.STAFF,
    Role.GOVERNOR,
    Role.CHAIR_OF_GOVERNORS,
    Role.SAFEGUARDING_LEAD,
    Role.DEPUTY_SAFEGUARDING_LEAD,
    Role.CHAMPION,
)

BY_OPERATOR: dict[str, tuple[Role, ...]] = {
    Place.INSTALLATION: (Role.OPERATOR,),
    Place.NETWORK: (Role.PROGRAMME_STAFF,),
}

BY_STAFF: dict[str, tuple[Role, ...]] = {
    Place.NETWORK: (Role.PROGRAMME_STAFF,),
    Place.PROGRAMME: (Role.PROGRAMME_STAFF, Role.EVALUATOR, Role.ASSOCIATE),
    Place.PARTNERSHIP: (Role.PARTNERSHIP_LEAD, Role.ASSOCIATE, *TRAINED),
    Place.SCHOOL: (Role.HEAD,),
}

BY_LEAD: dict[str, tuple[Role, ...]] = {
    Place.PARTNERSHIP: TRAINED,
    Place.SCHOOL: (Role.HEAD,),
}

BY_SENIOR_LEADER = (Role.STAFF, Role.GOVERNOR, Role.CHAMPION)


def roles_to_give(hats: Hats, where: Where) -> tuple[Role, ...]:
    """The roles that the person may give at the place, in the order of the vocabulary."""
    given: set[Role] = set()
    if hats.is_operator:
        given |= set(BY_OPERATOR.get(where.place, ()))
    if is_staff_of(hats, where):
        given |= set(BY_STAFF.get(where.place, ()))
    if leads(hats, where):
        given |= set(BY_LEAD.get(where.place, ()))
    if where.place == Place.SCHOOL and where.place_id:
        held = hats.roles_at(Place.SCHOOL, where.place_id, network_id=where.network_id)
        given |= set(OF_SCHOOL) if Role.HEAD in held else set()
        given |= set(BY_SENIOR_LEADER) if Role.SENIOR_LEADER in held else set()
    return tuple(role for role in Role if role in given)


def may_appoint(hats: Hats, role: str, where: Where) -> Decision:
    """Whether the person may give, change and end this role at this place."""
    if role in roles_to_give(hats, where):
        return YES
    if where.place == Place.REVIEW:
        return no(_("Seats on a review are given on the review's own page."))
    if role == Role.HEAD:
        return no(_("A headteacher is named by the partnership's lead or the programme's staff."))
    if where.place == Place.SCHOOL:
        return no(_("The people of a school are named by its headteacher."))
    if role in TRAINED:
        return no(_("The partnership's lead says who may review and facilitate."))
    return no(_("This role is given by the programme's staff, and theirs by the people who run Trigpoint."))


def may_see_people(hats: Hats, where: Where) -> Decision:
    """Whether the person may know who does what there: who belongs there, and who may appoint there."""
    if roles_to_give(hats, where):
        return YES
    belongs = where.place_id is not None and bool(
        hats.roles_at(where.place, where.place_id, network_id=where.network_id)
    )
    return only_if(belongs, _("Only people who belong there may see this."))


def may_see_addresses(hats: Hats, where: Where) -> Decision:
    """E-mail addresses are for whoever invites there; everybody else sees names and roles."""
    return only_if(bool(roles_to_give(hats, where)), _("Only those who invite people there see their addresses."))


def is_staff_of(hats: Hats, where: Where) -> bool:
    """Whether the person is programme staff of the place's network, or of a programme that the place is part of."""
    if where.network_id is None:
        return False
    if hats.has(Role.PROGRAMME_STAFF, place=Place.NETWORK, place_id=where.network_id):
        return True
    return not hats.places(Place.PROGRAMME, Role.PROGRAMME_STAFF).isdisjoint(where.programme_ids)


def leads(hats: Hats, where: Where) -> bool:
    """Whether the person leads the partnership, or one that the school is a member of."""
    return not hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD).isdisjoint(where.partnership_ids)
