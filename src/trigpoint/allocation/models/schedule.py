"""A schedule of dates and teams: what was asked, what was found, what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.allocation.lifecycle import SCHEDULE
from trigpoint.kernel.models import Versioned


class Schedule(Versioned):
    """
    Dates and teams for the cycles named, of one partnership or (without one) of a whole programme.

    `problem` is what was known when the search began, with ids and no names; `found` is what the search left and `plan`
    the draft with all swaps since. `before` is how things stood when it was published: what taking back restores.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("programmes.Partnership", null=True, on_delete=models.PROTECT, related_name="+")
    cycles = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=20, choices=SCHEDULE.choices, default=SCHEDULE.initial)
    options = models.JSONField(default=dict)
    seconds = models.PositiveIntegerField(_("seconds to look for"))
    seed = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    problem = models.JSONField(default=dict)
    problem_sha256 = models.CharField(max_length=64, blank=True)
    engine = models.CharField(max_length=120, blank=True)
    found = models.JSONField(null=True)
    plan = models.JSONField(null=True)
    progress = models.JSONField(default=dict)
    stop_asked = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["programme", "asked_at"]),
            models.Index(fields=["partnership", "asked_at"]),
        ]
