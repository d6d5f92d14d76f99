"""Choices of allocation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PinKind(models.TextChoices):
    """What somebody who plans has settled before the rest is looked for."""

    DATE = "date", _("The visit begins on this day")
    LEAD = "lead", _("This person leads")
    PERSON = "person", _("This person is on the team")
    FORBID = "forbid", _("This person is not on the team")
    FREEZE = "freeze", _("Dates and team stay as they are")


class Answer(models.TextChoices):
    """What somebody who was asked for a seat has said."""

    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Comes")
    DECLINED = "declined", _("Can't come")
    RELEASED = "released", _("No longer asked")
