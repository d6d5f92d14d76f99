"""Schools that a person can't review: as they have said, or as those who plan have written down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base
from trigpoint.reviews.enums import ConflictSource


class Conflict(Base):
    """
    Declared from a day; taken back on a day, or standing.

    The person is asked for no reason. Who plans may write one down: it is seen by those who plan alone.
    """

    person = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey("organisations.School", on_delete=models.CASCADE, related_name="+")
    declared_on = models.DateField(_("declared on"))
    withdrawn_on = models.DateField(_("taken back on"), null=True)
    source = models.CharField(_("who says so"), max_length=10, choices=ConflictSource, default=ConflictSource.PERSON)
    reason = models.CharField(_("why"), max_length=120, blank=True)
    recorded_by = models.ForeignKey("people.Account", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="conflict_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["school"])]
