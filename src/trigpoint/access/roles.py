"""Every role a person may hold, and where: the product's vocabulary of authority."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """What a dated appointment is to."""

    INSTALLATION = "installation", _("the installation")
    NETWORK = "network", _("network")
    PROGRAMME = "programme", _("programme")
    PARTNERSHIP = "partnership", _("partnership")
    SCHOOL = "school", _("school")
    REVIEW = "review", _("review")


class Role(models.TextChoices):
    """Roles as data: a key, a label, and (below) the places in which it may be held."""

    OPERATOR = "operator", _("Operator")
    PROGRAMME_STAFF = "programme_staff", _("Programme staff")
    EVALUATOR = "evaluator", _("Evaluator")
    ASSOCIATE = "associate", _("Associate")
    PARTNERSHIP_LEAD = "partnership_lead", _("Partnership lead")
    HEAD = "head", _("Headteacher")
    SENIOR_LEADER = "senior_leader", _("Senior leader")
    STAFF = "staff", _("Member of staff")
    GOVERNOR = "governor", _("Governor")
    CHAIR_OF_GOVERNORS = "chair_of_governors", _("Chair of governors")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Designated safeguarding lead")
    DEPUTY_SAFEGUARDING_LEAD = "deputy_safeguarding_lead", _("Deputy safeguarding lead")
    CHAMPION = "champion", _("Improvement Champion")
    LEAD_REVIEWER = "lead_reviewer", _("Lead reviewer")
    REVIEWER = "reviewer", _("Reviewer")
    FACILITATOR = "facilitator", _("Workshop facilitator")


HELD_AT: dict[Role, frozenset[Place]] = {
    Role.OPERATOR: frozenset({Place.INSTALLATION}),
    Role.PROGRAMME_STAFF: frozenset({Place.PROGRAMME, Place.NETWORK}),
    Role.EVALUATOR: frozenset({Place.PROGRAMME}),
    Role.ASSOCIATE: frozenset({Place.PARTNERSHIP, Place.PROGRAMME}),
    Role.PARTNERSHIP_LEAD: frozenset({Place.PARTNERSHIP}),
    Role.HEAD: frozenset({Place.SCHOOL}),
    Role.SENIOR_LEADER: frozenset({Place.SCHOOL}),
    Role.STAFF: frozenset({Place.SCHOOL}),
    Role.GOVERNOR: frozenset({Place.SCHOOL}),
    Role.CHAIR_OF_GOVERNORS: frozenset({Place.SCHOOL}),
    Role.SAFEGUARDING_LEAD: frozenset({Place.SCHOOL}),
    Role.DEPUTY_SAFEGUARDING_LEAD: frozenset({Place.SCHOOL}),
    Role.CHAMPION: frozenset({Place.SCHOOL}),
    # In a partnership: may be asked, trained until a date. On a review: has the seat.
    Role.LEAD_REVIEWER: frozenset({Place.PARTNERSHIP, Place.REVIEW}),
    Role.REVIEWER: frozenset({Place.PARTNERSHIP, Place.REVIEW}),
    Role.FACILITATOR: frozenset({Place.PARTNERSHIP, Place.REVIEW}),
}

SECOND_FACTOR: frozenset[Role] = frozenset({Role.OPERATOR, Role.PROGRAMME_STAFF, Role.EVALUATOR})
