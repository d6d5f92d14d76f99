"""A partnership, its dated members and its cycles."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.lifecycle import PARTNERSHIP


class Partnership(Versioned):
    """Schools that review each other."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="partnerships")
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(max_length=20, choices=PARTNERSHIP.choices, default=PARTNERSHIP.initial)
    agreed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="partnership_name_once")]

    def __str__(self) -> str:
        return self.name


class Pause(Base):
    """Days on which a partnership rests: from a day, until it goes on again."""

    partnership = models.ForeignKey("programmes.Partnership", on_delete=models.CASCADE, related_name="pauses")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=F("starts_on")),
                name="pause_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["partnership"], condition=models.Q(ends_on__isnull=True), name="pause_once_at_a_time"
            ),
        ]


class Membership(Base):
    """A school in a partnership, from a day, until a day."""

    partnership = models.ForeignKey("programmes.Partnership", on_delete=models.CASCADE, related_name="memberships")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | models.Q(left_on__gte=F("joined_on")),
                name="membership_ends_after_start",
            ),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("partnership", RangeOperators.EQUAL),
                    ("school", RangeOperators.EQUAL),
                    (
                        Func(
                            "joined_on",
                            "left_on",
                            RangeBoundary(inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


class Cycle(Base):
    """A round of reviews, one a school: usually a school year. `number` counts a partnership's cycles from 1."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("programmes.Partnership", on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="cycle_number_once"),
            models.CheckConstraint(condition=models.Q(ends_on__gt=F("starts_on")), name="cycle_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name
