"""The action plan: what changes because of the review, who does it, and how one will know."""

from django.db import models
from django.db.models import F, Q

from trigpoint.improvement.enums import Progress, Support
from trigpoint.improvement.lifecycle import PLAN
from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.language.speech import gettext_lazy as _


class Plan(Versioned):
    """The host's plan after one review."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.OneToOneField("reviews.Review", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=PLAN.choices, default=PLAN.initial)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="plan_agreed_by_someone_at_some_time",
            ),
        ]


class PlannedAction(Versioned):
    """
    One action. Baseline, target and latest stand in one row: a figure with what it is of, as people write it.

    An action without owner, date and success measure can't be saved (guard G16).
    """

    plan = models.ForeignKey("improvement.Plan", on_delete=models.CASCADE, related_name="actions")
    issue = models.CharField(_("Issue"), max_length=300)
    aspect = models.CharField(_("{Aspect}"), max_length=20)
    cause = models.CharField(_("Cause"), max_length=500, blank=True)
    change = models.CharField(_("What will be different for pupils?"), max_length=500, blank=True)
    text = models.CharField(_("What will be done?"), max_length=500)
    owner = models.CharField(_("Who does it?"), max_length=120)
    owner_person = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("Starts on"), null=True, blank=True)
    due_on = models.DateField(_("Done by"))
    measure = models.CharField(_("How will you know it works?"), max_length=300)
    baseline = models.CharField(_("Where it stands now"), max_length=60, blank=True)
    target = models.CharField(_("Target"), max_length=60, blank=True)
    latest = models.CharField(_("Latest"), max_length=60, blank=True)
    latest_on = models.DateField(_("Latest figure from"), null=True, blank=True)
    progress = models.CharField(_("Where it stands"), max_length=20, choices=Progress, default=Progress.NOT_STARTED)
    note = models.TextField(_("What has changed"), max_length=2000, blank=True)
    serves_review_priority = models.BooleanField(_("Serves the review's improvement {priority}"), default=True)
    priority = models.ForeignKey(
        "programmes.Priority", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    support = models.CharField(_("Help wanted"), max_length=20, choices=Support, default=Support.NONE)
    support_text = models.CharField(_("What help would make the difference?"), max_length=300, blank=True)
    partner = models.ForeignKey(
        "organisations.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(owner="") & ~Q(measure=""), name="action_has_owner_and_measure"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__gte=F("starts_on")), name="action_ends_after_start"
            ),
        ]
        ordering = ["aspect", "issue", "due_on", "created_at"]
        indexes = [models.Index(fields=["owner_person", "due_on"])]


class Telling(Base):
    """A line of the communication agreement: who will be told what, and when (guard G14)."""

    plan = models.ForeignKey("improvement.Plan", on_delete=models.CASCADE, related_name="tellings")
    audience = models.CharField(_("Who will be told?"), max_length=120)
    what = models.CharField(_("What will they be told?"), max_length=300)
    on = models.DateField(_("By when"), null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
