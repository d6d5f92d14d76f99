"""What a person is to a review, and which reviews a person may know of. Pure functions over hats: no query."""

import uuid

from django.db.models import Q, QuerySet

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.enums import Part
from trigpoint.reviews.models import Review

AT_HOST: dict[str, Part] = {
    Role.HEAD: Part.HOST_HEAD,
    Role.SENIOR_LEADER: Part.HOST_LEADER,
    Role.SAFEGUARDING_LEAD: Part.HOST_STAFF,
    Role.DEPUTY_SAFEGUARDING_LEAD: Part.HOST_STAFF,
    Role.STAFF: Part.HOST_STAFF,
    Role.GOVERNOR: Part.HOST_GOVERNOR,
    Role.CHAIR_OF_GOVERNORS: Part.HOST_GOVERNOR,
    Role.CHAMPION: Part.HOST_CHAMPION,
}
AT_SITE: dict[str, Part] = {Role.HEAD: Part.SITE_HEAD, Role.SENIOR_LEADER: Part.SITE_HEAD}
"""At the schools that are visited in the review of a trust: no part of what is the host's own."""
ON_REVIEW: dict[str, Part] = {
    Role.LEAD_REVIEWER: Part.LEAD,
    Role.REVIEWER: Part.REVIEWER,
    Role.FACILITATOR: Part.FACILITATOR,
}
IN_PARTNERSHIP: dict[str, Part] = {
    Role.PARTNERSHIP_LEAD: Part.PARTNERSHIP_LEAD,
    Role.ASSOCIATE: Part.ASSOCIATE,
}
IN_PROGRAMME: dict[str, Part] = {
    Role.PROGRAMME_STAFF: Part.PROGRAMME_STAFF,
    Role.ASSOCIATE: Part.ASSOCIATE,
    Role.EVALUATOR: Part.EVALUATOR,
}


def parts(hats: Hats, review: Review) -> frozenset[Part]:
    """Every part that the person plays in the review today; empty: may not know of it."""
    found = {
        part
        for role in hats.roles_at(Place.SCHOOL, review.host_id, network_id=review.network_id)
        if (part := at_host(role, review)) is not None
    }
    for site_id in review.site_ids:
        found |= {
            AT_SITE[role]
            for role in hats.roles_at(Place.SCHOOL, site_id, network_id=review.network_id)
            if role in AT_SITE
        }
    if found and hats.person_id is not None and hats.person_id == review.subject_leader_id:
        found.add(Part.HOST_LEADER)
    for place, place_id, table in (
        (Place.REVIEW, review.pk, ON_REVIEW),
        (Place.PARTNERSHIP, review.partnership_id, IN_PARTNERSHIP),
        (Place.PROGRAMME, review.programme_id, IN_PROGRAMME),
        (Place.NETWORK, review.network_id, IN_PROGRAMME),
    ):
        found |= {table[role] for role in hats.roles_at(place, place_id) if role in table}
    return frozenset(found)


def at_host(role: str, review: Review) -> Part | None:
    """
    What somebody of the host is by a role there. In a review of one subject its named leader alone leads: all other senior
    leaders are members of staff.
    """
    part = AT_HOST.get(role)
    return Part.HOST_STAFF if part == Part.HOST_LEADER and review.subject_name else part


def called(part: Part, model: Definition) -> str:
    """What a review's model calls a part; the product's words where it says nothing."""
    own = next((role for role in model.roles_of(part) if role.is_own), None)
    return model.role_label(own.key) if own else str(part.label)


def visible_to(hats: Hats) -> QuerySet[Review]:
    """The reviews in which the person plays any part."""
    scope = Q(pk__in=hats.places(Place.REVIEW, *ON_REVIEW))
    scope |= Q(partnership_id__in=hats.places(Place.PARTNERSHIP, *IN_PARTNERSHIP))
    scope |= Q(programme_id__in=hats.places(Place.PROGRAMME, *IN_PROGRAMME))
    scope |= Q(network_id__in=hats.places(Place.NETWORK, *IN_PROGRAMME))
    for hat in hats.worn:
        if hat.place == Place.SCHOOL and hat.role in AT_HOST:
            scope |= Q(host_id=hat.place_id, network_id=hat.network_id)
        if hat.place == Place.SCHOOL and hat.role in AT_SITE:
            scope |= Q(site_ids__contains=[hat.place_id], network_id=hat.network_id)
    return Review.objects.filter(scope)


def get(hats: Hats, review_id: uuid.UUID) -> Review:
    """The review with its host, partnership, cycle and programme. Raises Missing when it is not this person's to know of."""
    found = (
        visible_to(hats)
        .select_related("host", "partnership", "cycle", "programme", "network")
        .filter(pk=review_id)
        .first()
    )
    if found is None:
        raise Missing
    return found
