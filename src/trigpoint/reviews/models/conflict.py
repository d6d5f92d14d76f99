"""Schools that a person has said they can't review. No reason is asked for, and none is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base


class Conflict(Base):
    """Declared by the person, from a day; taken back on a day, or standing."""

    person = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey("organisations.School", on_delete=models.CASCADE, related_name="+")
    declared_on = models.DateField(_("declared on"))
    withdrawn_on = models.DateField(_("taken back on"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="conflict_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["school"])]
