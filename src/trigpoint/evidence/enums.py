"""Choices of evidence."""

from django.db import models

from trigpoint.programmes.language.speech import gettext_lazy as _


class Strength(models.TextChoices):
    """How firmly a note stands; left open unless the reviewer says."""

    STRONG = "strong", _("Seen clearly, or more than once")
    SOME = "some", _("Seen once")
    THIN = "thin", _("Heard, not seen")


class Mode(models.TextChoices):
    """How it was found out."""

    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("Online")
    HYBRID = "hybrid", _("Partly online")


class SetAsideBecause(models.TextChoices):
    """Why something that arrived is kept beside the notes instead of among them."""

    OTHER_WORDS = "other_words", _("The same revision came twice, with other words")
    LATE = "late", _("It came after the {profile} was released or the review was over")
