"""Choices of programmes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    """The two agreements that every school signs."""

    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    DATA_SHARING = "data_sharing", _("Data-sharing agreement")


class StageKind(models.TextChoices):
    """What the product can do at a stage of a review model."""

    SELF_EVALUATION = "self_evaluation", _("Self-evaluation")
    DATA_PACK = "data_pack", _("Data pack")
    MEETING_1 = "meeting_1", _("First meeting")
    MEETING_2 = "meeting_2", _("Team briefing")
    VISIT = "visit", _("Visit")
    TEAM_MEETING = "team_meeting", _("Team meeting")
    FEEDBACK = "feedback", _("Immediate feedback")
    PROFILE = "profile", _("Profile")
    WORKSHOP = "workshop", _("Workshop")
    PLAN = "plan", _("Action plan")
    PROCESS_FEEDBACK = "process_feedback", _("How the process went")
    IMPACT_REVIEW = "impact_review", _("Impact review")
