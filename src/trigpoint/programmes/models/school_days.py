"""What a school's own calendar adds to the network's, and how much of its people's time it can give."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.enums import WindowKind


class Window(Base):
    """Days of one school on which it is unlike the network's calendar says: closed, busy, or open all the same."""

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey("organisations.School", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("what"), max_length=10, choices=WindowKind)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="window_ends_after_start"),
            models.UniqueConstraint(fields=["network", "school", "kind", "starts_on", "ends_on"], name="window_once"),
        ]


class Capacity(Versioned):
    """How many of its people a school can spare on one day, and what it can spend on reviews in a year, in pounds."""

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey("organisations.School", on_delete=models.CASCADE, related_name="+")
    most_away = models.PositiveSmallIntegerField(_("people away on one day, at most"), default=1)
    cost_cap = models.PositiveIntegerField(_("pounds a year, at most"), null=True, blank=True)
    needs = models.JSONField(_("what its review asks for"), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "school"], name="capacity_once")]
