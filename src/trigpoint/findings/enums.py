"""Choices of findings."""

from django.db import models

from trigpoint.programmes.language.speech import gettext_lazy as _


class Outcome(models.TextChoices):
    """What the lead reviewer made of a correction that the school asked for."""

    TAKEN = "taken", _("The {profile} was changed")
    LEFT = "left", _("The {profile} stays as it was")


class Channel(models.TextChoices):
    """How somebody read the profile."""

    PAGE = "page", _("on screen")
    PDF = "pdf", _("as a PDF")
    WORD = "word", _("as a Word document")
    API = "api", _("through another system")
