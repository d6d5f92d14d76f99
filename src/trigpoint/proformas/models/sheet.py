"""A form of the review model, filled in for one review: one row for each answer, so that two people never collide on two."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, Versioned
from trigpoint.proformas.lifecycle import SHEET


class Sheet(Base):
    """
    One filled-in form. The model's data says what it asks.

    `place` is what it is about: "review", "site-<id>", "area-<code>" or "person-<id>"; `number` counts the occasions of a
    stage that is held more than once. `voices` says whose words they are where an adult enters them for children or
    families: a group, never a name.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    stage = models.SlugField(max_length=40)
    form = models.SlugField(max_length=40)
    place = models.CharField(max_length=60, default="review")
    number = models.PositiveSmallIntegerField(default=1)
    site = models.ForeignKey("organisations.School", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SHEET.choices, default=SHEET.initial)
    voices = models.CharField(_("Whose words are these?"), max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "form", "place", "number"], name="form_sheet_once"),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="form_sheet_sent_has_a_time"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="form_sheet_number_from_one"),
        ]
        ordering = ["form", "place", "number"]


class Answer(Versioned):
    """What stands in one field. `value` is as the field's kind has it; its own version guards it."""

    sheet = models.ForeignKey("proformas.Sheet", on_delete=models.CASCADE, related_name="answers")
    field = models.SlugField(max_length=40)
    value = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "field"], name="form_answer_once")]


class Sending(Base):
    """A form as it was sent in, each time: what was said then stays, whatever is said later."""

    sheet = models.ForeignKey("proformas.Sheet", on_delete=models.CASCADE, related_name="sendings")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="form_sending_once")]
        ordering = ["number"]
