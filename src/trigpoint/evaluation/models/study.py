"""A study with its plan, its runs and what left it; and the dated grants by which evaluators see anything at all."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trigpoint.evaluation.enums import ExclusionKind, RunKind
from trigpoint.evaluation.lifecycle import RUN, STUDY
from trigpoint.kernel.models import Base, Versioned


def _salt() -> str:
    return secrets.token_hex(32)


class Grant(Base):
    """An evaluator may see a programme's data, for a purpose, from a day until a day. Given by the programme's staff."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("what for"), max_length=500)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    given_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="grant_ends_after_start"),
            models.CheckConstraint(condition=~Q(purpose=""), name="grant_has_purpose"),
        ]
        indexes = [models.Index(fields=["person", "programme", "ends_on"])]


class Study(Versioned):
    """
    One question about one programme. `salt` makes its pseudonyms: stable in it, different in every other study.

    `starts_on` to `ends_on` are the days whose reviews the process evaluation counts. `sha256` is the locked plan's.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("the question, in a line"), max_length=200)
    starts_on = models.DateField(_("reviews from"))
    ends_on = models.DateField(_("reviews until"))
    pupils = models.PositiveIntegerField(_("pupils affected in a school"), null=True, blank=True)
    salt = models.CharField(max_length=64, default=_salt)
    state = models.CharField(max_length=20, choices=STUDY.choices, default=STUDY.initial)
    opened_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="study_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="planning", locked_at__isnull=True, sha256="")
                | (Q(state="locked", locked_at__isnull=False) & ~Q(sha256="")),
                name="study_locked_by_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_locked(self) -> bool:
        return self.state == "locked"


class PlanVersion(Base):
    """The plan as it was saved: a study's TOML, and the reason given for each choice. Rows are added, never changed."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("plan"), max_length=200_000)
    reasons = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="plan_version_once")]
        ordering = ["-number"]


class Departure(Base):
    """Something done otherwise than the locked plan says. Printed in every report from then on."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="departures")
    on = models.DateField(_("on"))
    what = models.CharField(_("what is done otherwise"), max_length=500)
    why = models.CharField(_("why"), max_length=1000)
    recorded_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "created_at"]


class Exclusion(Base):
    """A school that is no comparator in this study, and why."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="exclusions")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("why"), max_length=20, choices=ExclusionKind)
    note = models.CharField(_("how that is known"), max_length=300, blank=True)
    recorded_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "school"], name="exclusion_once")]


class Run(Base):
    """One computation of a study. Its files are in a folder of its own, so that it can go on where it was."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="runs")
    version = models.ForeignKey("evaluation.PlanVersion", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RunKind)
    state = models.CharField(max_length=20, choices=RUN.choices, default=RUN.initial)
    number = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    problem = models.TextField(max_length=10_000, blank=True)
    stop_wanted = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    files = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["study"], condition=Q(state__in=["waiting", "running"]), name="run_one_at_a_time"
            )
        ]


class Export(Base):
    """Something was taken out of a study: what, by whom, when, for what purpose. Rows are added, never changed."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.PROTECT, related_name="exports")
    run = models.ForeignKey("evaluation.Run", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    purpose = models.CharField(max_length=500)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-taken_at"]
