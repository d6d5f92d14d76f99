"""The visit hour by hour, and the classes and people that are not available for observation."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, Versioned
from trigpoint.reviews.enums import Mode

CODE = r"^(?=.*[0-9])(?!.*[A-Z]{4})[A-Z0-9][A-Z0-9/-]{0,7}$"
"""A code has a figure in it and no more than three letters together: neither a name nor a reason fits."""


class Activity(Versioned):
    """One thing that reviewers do in the visit, with the kind of evidence that it gives."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    kind = models.CharField(_("kind of evidence"), max_length=20)
    what = models.CharField(_("what happens"), max_length=160)
    site = models.ForeignKey(
        "organisations.School",
        verbose_name=_("which school"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    place = models.CharField(_("where"), max_length=40, blank=True)
    audience = models.CharField(_("who is met"), max_length=80, blank=True)
    codes = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    mode = models.CharField(_("how"), max_length=20, choices=Mode, default=Mode.IN_PERSON)
    aspects = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    partner = models.ForeignKey("people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewers = models.ManyToManyField("people.Account", related_name="+")
    to_move = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="activity_ends_after_start")
        ]
        indexes = [models.Index(fields=["review", "starts_at"])]


class Slot(Base):
    """
    A class or a person, by code, for some time: looked at in an activity, or (`closed`) not available for observation.

    The database keeps the two apart. There is no column for a reason, and none of the others takes one.
    """

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(_("code"), max_length=8)
    window = DateTimeRangeField()
    closed = models.SmallIntegerField()
    activity = models.ForeignKey("reviews.Activity", null=True, on_delete=models.CASCADE, related_name="slots")
    added_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=CODE), name="slot_code_is_a_code"),
            models.CheckConstraint(
                condition=Q(closed=1, activity__isnull=True) | Q(closed=0, activity__isnull=False),
                name="slot_is_closed_or_of_an_activity",
            ),
            models.CheckConstraint(condition=Q(window__isempty=False), name="slot_takes_time"),
            ExclusionConstraint(
                name="slot_not_observed_when_closed",
                expressions=[
                    ("review", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("window", RangeOperators.OVERLAPS),
                    ("closed", RangeOperators.NOT_EQUAL),
                ],
            ),
        ]
