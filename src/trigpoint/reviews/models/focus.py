"""The first meeting: what the review looks at and why, and how the visit is to run."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.enums import Mode


class Focus(Versioned):
    """What lead and headteacher agree. A change after one of them agreed takes the agreement away."""

    review = models.OneToOneField("reviews.Review", on_delete=models.CASCADE, related_name="+")
    story = models.TextField(_("the {school}'s story"), blank=True, max_length=20_000)
    aspects = ArrayField(models.CharField(max_length=20), default=list)
    reasons = models.TextField(_("why these"), blank=True, max_length=5_000)
    programme = models.TextField(_("programme of the day"), blank=True, max_length=5_000)
    special_events = models.TextField(_("special events"), blank=True, max_length=2_000)
    observation_protocol = models.TextField(_("how observing is done here"), blank=True, max_length=5_000)
    base = models.CharField(_("room for the team"), blank=True, max_length=120)
    mode = models.CharField(_("how the team works"), max_length=20, choices=Mode, default=Mode.IN_PERSON)
    lead_agreed_at = models.DateTimeField(null=True)
    lead_agreed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    head_agreed_at = models.DateTimeField(null=True)
    head_agreed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lead_agreed_at__isnull=True, lead_agreed_by__isnull=True)
                | models.Q(lead_agreed_at__isnull=False, lead_agreed_by__isnull=False),
                name="focus_lead_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(head_agreed_at__isnull=True, head_agreed_by__isnull=True)
                | models.Q(head_agreed_at__isnull=False, head_agreed_by__isnull=False),
                name="focus_head_agreed_by_somebody",
            ),
        ]


class Line(Versioned):
    """A line of enquiry: a question that the visit pursues, and why it was chosen."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(_("question"), max_length=300)
    why = models.TextField(_("why we ask"), blank=True, max_length=2_000)
    aspects = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order", "created_at"]


class Allocation(Base):
    """The second meeting: this person looks at this aspect, or pursues this line of enquiry."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    aspect = models.CharField(max_length=20, blank=True)
    line = models.ForeignKey("reviews.Line", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(aspect="", line__isnull=False)
                | (~models.Q(aspect="") & models.Q(line__isnull=True)),
                name="allocation_to_aspect_or_line",
            ),
            models.UniqueConstraint(
                fields=["review", "person", "aspect", "line"], nulls_distinct=False, name="allocation_once"
            ),
        ]


class Briefing(Base):
    """That the second meeting was held."""

    review = models.OneToOneField("reviews.Review", on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField(_("held on"))
    held_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    notes = models.TextField(_("what was agreed"), blank=True, max_length=5_000)
