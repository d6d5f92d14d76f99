"""Choices of evaluation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Arm(models.TextChoices):
    """Whom a survey asks."""

    PROGRAMME = "programme", _("Schools of the programme")
    COMPARISON = "comparison", _("Comparison schools")


class ExclusionKind(models.TextChoices):
    """Why a school is no comparator."""

    OTHER_PROGRAMME = "other_programme", _("In another peer-review programme")
    EARLIER = "earlier", _("In an earlier cohort of this programme")
    SPECIAL = "special", _("Not a mainstream state school")
    NATION = "nation", _("Outside the country whose tests are compared")
    OTHER = "other", _("Another reason")


class RunKind(models.TextChoices):
    """What is computed: a check reads no outcome of a year after."""

    CHECK = "check", _("Check of balance, before the lock")
    FULL = "full", _("The whole study")


class Source(models.TextChoices):
    """Where an extract comes from."""

    INTERVIEW = "interview", _("Interview")
    OBSERVATION = "observation", _("Observation")
    DOCUMENT = "document", _("Document")


class CostKind(models.TextChoices):
    """How often a cost comes."""

    START_UP = "start_up", _("Once, at the start")
    YEARLY = "yearly", _("Every year")


class Dimension(models.TextChoices):
    """The eight dimensions of implementation."""

    FIDELITY = "fidelity", _("Fidelity")
    DOSAGE = "dosage", _("Dosage")
    QUALITY = "quality", _("Quality")
    REACH = "reach", _("Reach")
    RESPONSIVENESS = "responsiveness", _("Responsiveness")
    DIFFERENTIATION = "differentiation", _("Programme differentiation")
    ADAPTATION = "adaptation", _("Adaptation")
    COMPARISON = "comparison", _("Monitoring of comparison")
