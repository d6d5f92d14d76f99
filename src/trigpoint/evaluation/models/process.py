"""What the process evaluation is given from outside: who came to training, and what taking part costs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trigpoint.evaluation.enums import CostKind
from trigpoint.kernel.models import Base


class Attendance(Base):
    """A person, by code, at a training session: invited, and there or not."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="attendances")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    session = models.CharField(_("session"), max_length=80)
    held_on = models.DateField(_("date"))
    role = models.CharField(_("role"), max_length=40)
    person = models.CharField(_("code of the person"), max_length=40)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)
    came = models.BooleanField(_("was there"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "session", "person"], name="training_person_once")]


class CostLine(Base):
    """
    What taking part costs one school: money, hours of a role, or both (hours whose cover is paid for).

    Only what is extra for the school counts.
    """

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="costs")
    label = models.CharField(_("what it is"), max_length=120)
    kind = models.CharField(_("how often"), max_length=10, choices=CostKind)
    amount = models.DecimalField(_("pounds a school"), max_digits=10, decimal_places=2, default=0)
    role = models.CharField(_("whose time"), max_length=40, blank=True)
    hours = models.DecimalField(_("hours a school"), max_digits=8, decimal_places=2, default=0)
    source = models.CharField(_("where the figure is from"), max_length=300)

    class Meta:
        ordering = ["kind", "created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0) | Q(hours__gt=0), name="cost_line_costs_something"),
            models.CheckConstraint(condition=Q(hours=0) | ~Q(role=""), name="cost_hours_are_somebodys"),
        ]
