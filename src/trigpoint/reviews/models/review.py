"""One review of one school, trust or subject, its stages with their dates, and the soft guards that somebody overrode."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, Versioned
from trigpoint.reviews.lifecycle import REVIEW


class Review(Versioned):
    """
    A review of `host` in a cycle, by the pinned version of a review model. Its team are appointments to its id.

    `version` counts changes of its dates. `state_reason` says why it was postponed or cancelled.

    What is reviewed is the host; where the model's subject is a trust, the host is its central office and `site_ids` are
    the schools that are visited; where it is a subject in a school, `subject_name` says which and `subject_leader` who
    leads it there.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("programmes.Partnership", on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey("programmes.Cycle", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    review_model = models.ForeignKey("programmes.ReviewModel", on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    subject_name = models.CharField(_("subject"), max_length=80, blank=True)
    subject_leader = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    site_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    state = models.CharField(max_length=20, choices=REVIEW.choices, default=REVIEW.initial)
    state_reason = models.TextField(_("why"), max_length=500, blank=True)
    visit_starts_on = models.DateField(_("first day of the visit"))
    visit_ends_on = models.DateField(_("last day of the visit"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "host", "subject_name"],
                condition=~models.Q(state="cancelled"),
                name="review_once_a_cycle",
            ),
            models.CheckConstraint(
                condition=models.Q(visit_ends_on__gte=models.F("visit_starts_on")), name="review_visit_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["network", "visit_starts_on"]),
            models.Index(fields=["partnership", "cycle"]),
            GinIndex(fields=["site_ids"], name="review_by_site"),
        ]

    @property
    def called(self) -> str:
        """Its host, and the subject where it is about one."""
        if not self.subject_name:
            return self.host.name
        return _now("%(subject)s at %(school)s") % {"subject": self.subject_name, "school": self.host.name}


class Stage(Base):
    """A stage of this review: when it is due, and when it was done. The model's data says what stages there are."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=40)
    kind = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    due_on = models.DateField(_("date"))
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "key"], name="stage_once")]
        ordering = ["order"]
        indexes = [models.Index(fields=["due_on"], condition=models.Q(done_at__isnull=True), name="stage_open_by_date")]


class Override(Base):
    """A soft guard that somebody chose to pass, and why."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="overrides")
    guard = models.CharField(max_length=4)
    message = models.TextField()
    reason = models.TextField(_("why"), max_length=2000)
    given_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
