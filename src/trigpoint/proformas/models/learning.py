"""What people take from a review: a reviewer's own actions at home, and what became of the last review's points."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Versioned
from trigpoint.proformas.enums import Became


class TakeAway(Versioned):
    """Something that a reviewer will do at home. Their own; their school reads it only if they say so."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey("organisations.School", null=True, on_delete=models.PROTECT, related_name="+")
    learned = models.TextField(_("What did you see that you want to try?"), max_length=2000)
    action = models.CharField(_("What will you do?"), max_length=300)
    due_on = models.DateField(_("By when?"), null=True, blank=True)
    done_on = models.DateField(null=True)
    came_of_it = models.TextField(_("What came of it?"), max_length=2000, blank=True)
    is_shared = models.BooleanField(_("my school's leaders may read it"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_shared=False) | models.Q(school__isnull=False), name="take_away_shared_with_whom"
            )
        ]
        ordering = ["due_on", "created_at"]


class Looked(Versioned):
    """What became of one point of an earlier review, as the school tells it in this one."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    earlier = models.ForeignKey("reviews.Review", null=True, on_delete=models.SET_NULL, related_name="+")
    point = models.CharField(max_length=120)
    became = models.CharField(_("What became of it?"), max_length=10, choices=Became)
    note = models.TextField(_("How do you know?"), max_length=2000, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "point"], name="looked_once")]
