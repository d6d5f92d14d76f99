"""Questionnaires with versions, the waves in which they are sent, and what came back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trigpoint.evaluation.enums import Arm
from trigpoint.kernel.models import Base


class Instrument(Base):
    """One version of a questionnaire. `items`: key, scale, text, whether it is reversed, whether it is of perceived impact."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="instruments")
    name = models.CharField(_("name"), max_length=80)
    number = models.PositiveIntegerField(_("version"), default=1)
    arm = models.CharField(_("whom it asks"), max_length=12, choices=Arm, default=Arm.PROGRAMME)
    points = models.PositiveSmallIntegerField(_("steps of the answers"), default=5)
    items = models.JSONField(default=list)

    class Meta:
        ordering = ["name", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["study", "name", "number"], name="instrument_version_once"),
            models.CheckConstraint(condition=Q(points__gte=2, points__lte=11), name="instrument_points_in_bounds"),
        ]

    def __str__(self) -> str:
        return self.name


class Wave(Base):
    """One time that a questionnaire is sent."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="waves")
    instrument = models.ForeignKey("evaluation.Instrument", on_delete=models.PROTECT, related_name="waves")
    name = models.CharField(_("name"), max_length=80)
    opens_on = models.DateField(_("sent on"))
    closes_on = models.DateField(_("answers until"))

    class Meta:
        ordering = ["opens_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="wave_closes_after_opening"),
            models.UniqueConstraint(fields=["study", "name"], name="wave_name_once"),
        ]


class Response(Base):
    """
    Somebody who was asked, by code; `answers` is empty when nothing came back.

    `partnership_id` is that of the school on the day when the wave was sent, and empty for a comparison school.
    """

    wave = models.ForeignKey("evaluation.Wave", on_delete=models.CASCADE, related_name="responses")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    partnership_id = models.UUIDField(null=True)
    role = models.CharField(max_length=40)
    respondent = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "respondent"], name="response_once")]
