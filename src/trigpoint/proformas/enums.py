"""Choices of proformas."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Per(models.TextChoices):
    """How many of a form there are in a review."""

    REVIEW = "review", _("One for the review")
    SITE = "site", _("One for each school visited")
    AREA = "area", _("One for each area in focus")
    PERSON = "person", _("One for each person who fills it in")


class FieldKind(models.TextChoices):
    """What a field of a form asks for."""

    LINE = "line", _("A line of text")
    TEXT = "text", _("A longer text")
    CHOICE = "choice", _("One of a few")
    CHOICES = "choices", _("Any of a few")
    DATE = "date", _("A date")
    NUMBER = "number", _("A number")
    YES_NO = "yes_no", _("Yes or no")
    POINTS = "points", _("Short points, one a line")
    HOURS = "hours", _("Hours")
    STATEMENT = "statement", _("A sentence to agree to")


class Became(models.TextChoices):
    """What became of a point of the last review."""

    DONE = "done", _("Done, and it shows")
    UNDER_WAY = "under_way", _("Under way")
    NOT_YET = "not_yet", _("Not yet")
    NO_LONGER = "no_longer", _("No longer fits us")
