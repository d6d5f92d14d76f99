"""Choices of improvement."""

import enum

from django.db import models

from trigpoint.programmes.language.speech import gettext_lazy as _


class Basis(models.TextChoices):
    """What a cause rests on."""

    EVIDENCE = "evidence", _("Evidence from the review")
    GUESS = "guess", _("Our best guess")


class Choice(models.TextChoices):
    """What the workshop decided about an option."""

    OPEN = "open", _("Not decided yet")
    QUICK = "quick", _("Do it now")
    TERM = "term", _("Do it this term")
    LONGER = "longer", _("Do it over a longer time")
    NO = "no", _("Not now")


class Came(models.TextChoices):
    """Whether somebody invited to the workshop was there."""

    INVITED = "invited", _("Invited")
    CAME = "came", _("Was there")
    ABSENT = "absent", _("Could not come")


class Progress(models.TextChoices):
    """Where an action stands."""

    NOT_STARTED = "not_started", _("not started")
    UNDER_WAY = "under_way", _("under way")
    MET = "met", _("target met")
    NOT_MET = "not_met", _("not met yet")
    NO_EFFECT = "no_effect", _("done, no effect seen")
    STOPPED = "stopped", _("stopped")


class Support(models.TextChoices):
    """What help an action needs."""

    NONE = "none", _("No help needed")
    PARTNERSHIP = "partnership", _("Help from a school in the {partnership}")
    JOINT = "joint", _("Joint practice development with a partner school")
    WIDER = "wider", _("Help from beyond the {partnership}")


class Sight(enum.Enum):
    """How much of a plan a person sees."""

    WHOLE = "whole"
    SUPPORT = "support"
    OWN = "own"
