"""That the head was told at the end of the visit."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base


class Feedback(Base):
    """Immediate feedback from the lead reviewer to the head: spoken; here is that it happened, and three points."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.OneToOneField("reviews.Review", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("when"))
    points = ArrayField(models.CharField(max_length=300), verbose_name=_("points"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(points__len__gte=1, points__len__lte=3), name="feedback_one_to_three_points"
            )
        ]
