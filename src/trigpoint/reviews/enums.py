"""Choices of reviews."""

from django.db import models

from trigpoint.programmes.language.speech import gettext_lazy as _


class Part(models.TextChoices):
    """What a person is to one review. All visibility is decided on parts."""

    HOST_HEAD = "host_head", _("Headteacher of the host school")
    HOST_LEADER = "host_leader", _("Senior leader of the host school")
    HOST_STAFF = "host_staff", _("Member of staff of the host school")
    HOST_GOVERNOR = "host_governor", _("Governor of the host school")
    HOST_CHAMPION = "host_champion", _("Improvement Champion of the host school")
    SITE_HEAD = "site_head", _("Leader of a school that is visited")
    LEAD = "lead", _("Lead reviewer")
    REVIEWER = "reviewer", _("Reviewer")
    FACILITATOR = "facilitator", _("Workshop facilitator")
    PARTNERSHIP_LEAD = "partnership_lead", _("Partnership lead")
    PROGRAMME_STAFF = "programme_staff", _("Programme staff")
    ASSOCIATE = "associate", _("Associate")
    EVALUATOR = "evaluator", _("Evaluator")


class SelfField(models.TextChoices):
    """What a school says of itself in each aspect."""

    LEVEL = "level", _("Where we place ourselves")
    STATEMENTS = "statements", _("{Statements} that fit us")
    EVIDENCE = "evidence", _("Evidence")
    HOW_WE_KNOW = "how_we_know", _("How do we know?")


class ItemKind(models.TextChoices):
    """What a thing in the data pack is made of."""

    FIGURES = "figures", _("Figures from the register")
    SELF_EVALUATION = "self_evaluation", _("{Self_evaluation}")
    FILE = "file", _("File")
    NOTE = "note", _("Note")
    LINK = "link", _("Link")


class ItemSubject(models.TextChoices):
    """What a thing in the data pack is about."""

    DATA = "data", _("Recent data")
    PLAN = "plan", _("Improvement plan")
    OTHER = "other", _("Something else")


class Mode(models.TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("Remotely")
    HYBRID = "hybrid", _("Some in person, some remotely")


class ConflictSource(models.TextChoices):
    """Who says that somebody can't review a school."""

    PERSON = "person", _("The person")
    PLANNER = "planner", _("Those who plan")
    FILE = "file", _("A file that was brought in")


class HeldFor(models.TextChoices):
    """Why the school's head keeps something for longer; no more is asked, and nobody else is told."""

    REQUEST = "request", _("Somebody has asked what is held about them, or for information")
    DISPUTE = "dispute", _("There is a dispute or a complaint")
