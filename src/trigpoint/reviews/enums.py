"""Choices of reviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """What a person is to one review. All visibility is decided on parts."""

    HOST_HEAD = "host_head", _("Headteacher of the host school")
    HOST_LEADER = "host_leader", _("Senior leader of the host school")
    HOST_STAFF = "host_staff", _("Member of staff of the host school")
    HOST_GOVERNOR = "host_governor", _("Governor of the host school")
    HOST_CHAMPION = "host_champion", _("Improvement Champion of the host school")
    LEAD = "lead", _("Lead reviewer")
    REVIEWER = "reviewer", _("Reviewer")
    FACILITATOR = "facilitator", _("Workshop facilitator")
    PARTNERSHIP_LEAD = "partnership_lead", _("Partnership lead")
    PROGRAMME_STAFF = "programme_staff", _("Programme staff")
    ASSOCIATE = "associate", _("Associate")
    EVALUATOR = "evaluator", _("Evaluator")
