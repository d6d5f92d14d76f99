"""Choices of programmes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    """The two agreements that every school signs."""

    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    DATA_SHARING = "data_sharing", _("Data-sharing agreement")


class StageKind(models.TextChoices):
    """What the product can do at a stage of a review model: the keys of `programmes.kinds`, for code that names one."""

    SELF_EVALUATION = "self_evaluation", _("Self-evaluation")
    DATA_PACK = "data_pack", _("Data pack")
    MEETING_1 = "meeting_1", _("First meeting")
    MEETING_2 = "meeting_2", _("Team briefing")
    VISIT = "visit", _("Visit")
    TEAM_MEETING = "team_meeting", _("Team meeting")
    FEEDBACK = "feedback", _("Immediate feedback")
    PROFILE = "profile", _("Profile")
    QA = "qa", _("Quality check")
    ACCREDITATION = "accreditation", _("Accreditation")
    WORKSHOP = "workshop", _("Workshop")
    PLAN = "plan", _("Action plan")
    PROCESS_FEEDBACK = "process_feedback", _("How the process went")
    IMPACT_REVIEW = "impact_review", _("Impact review")
    RECORD = "record", _("Record")


class Part(models.TextChoices):
    """What a person is to a partnership."""

    PROGRAMME_STAFF = "programme_staff", _("Programme staff")
    PARTNERSHIP_LEAD = "partnership_lead", _("Partnership lead")
    HEAD = "head", _("Headteacher of a member school")
    SENIOR_LEADER = "senior_leader", _("Senior leader of a member school")
    GOVERNOR = "governor", _("Governor of a member school")
    MEMBER = "member", _("Has a role in a member school")
    REVIEWER = "reviewer", _("Trained to review in it")
    ASSOCIATE = "associate", _("Associate")
    EVALUATOR = "evaluator", _("Evaluator")
    FORMER = "former", _("Of a school that has left")


class WindowKind(models.TextChoices):
    """Why a school's days are unlike the network's calendar."""

    INSET = "inset", _("INSET day")
    EXAMS = "exams", _("Exams or tests")
    HOLIDAY = "holiday", _("The school's own holiday")
    BUSY = "busy", _("No visits, for another reason")
    OPEN = "open", _("In school, though the network's calendar says holiday")


class SuggestionAbout(models.TextChoices):
    """What part of a review model a suggestion is about."""

    STAGE = "stage", _("A stage")
    FORM = "form", _("A form")
    STATEMENT = "statement", _("A statement or question")


class Outcome(models.TextChoices):
    """What became of a suggestion."""

    TAKEN_UP = "taken_up", _("Taken up")
    SET_ASIDE = "set_aside", _("Set aside")
