"""A programme, the review model it uses, and what it sets for its schools."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.models.definition import Definition


def _days() -> Func:
    return Func(
        "starts_on",
        "ends_on",
        RangeBoundary(inclusive_upper=True),
        function="daterange",
        output_field=DateRangeField(),
    )


class ReviewModel(Base):
    """One published version of a review model. What it says never changes once it is here (a database trigger sees to it)."""

    key = models.SlugField(_("key"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    title = models.CharField(_("title"), max_length=160)
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    framework = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, editable=False)
    """From then on no programme takes it up and no review is planned by it; those that have it keep it."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="review_model_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    def parsed(self, language: str = "") -> Definition:
        return Definition.parse(self.definition, language)


class Programme(Versioned):
    """What a network runs with one review model. Reviews pin the version that was in use when they were planned."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(_("name"), max_length=120)
    review_model = models.ForeignKey("programmes.ReviewModel", on_delete=models.PROTECT, related_name="+")
    # Policy switches of the visibility table, closed by default.
    reviewers_keep_profile = models.BooleanField(_("reviewers may keep the profile"), default=False)
    lead_sees_profile = models.BooleanField(_("the partnership lead may read profiles"), default=False)
    governors_see_profile = models.BooleanField(_("governors may read the profile"), default=False)
    staff_plan_reviews = models.BooleanField(_("the programme's staff may set dates and teams"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="programme_name_once")]

    def __str__(self) -> str:
        return self.name


class Standing(Base):
    """A dated standing that the programme gives a school (guard G5 compares host's and lead's); not an inspection grade."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="standings")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("standing"), max_length=60)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="standing_ends_after_start"
            ),
            ExclusionConstraint(
                name="standing_one_at_a_time",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("school", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Priority(Base):
    """An improvement priority that the whole programme shares."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="priorities")
    text = models.CharField(_("priority"), max_length=200)
    is_active = models.BooleanField(default=True)


class Term(Base):
    """A school term of a network: dates between terms are holidays."""

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"),
            models.UniqueConstraint(fields=["network", "starts_on"], name="term_starts_once"),
            ExclusionConstraint(
                name="terms_apart",
                expressions=[("network", RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
            ),
        ]
