"""What those who plan have settled before the rest is looked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.allocation.enums import PinKind
from trigpoint.kernel.models import Base


class Pin(Base):
    """
    For the review of a school in a cycle, planned or not yet.

    `overrides` names in words the rules that it goes against, and `reason` says why it is wanted all the same.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey("programmes.Cycle", on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey("organisations.School", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("what"), max_length=10, choices=PinKind)
    person = models.ForeignKey("people.Account", null=True, on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField(_("first day of the visit"), null=True)
    overrides = models.TextField(blank=True)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    made_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "school", "kind"],
                condition=models.Q(kind__in=[PinKind.DATE, PinKind.LEAD, PinKind.FREEZE]),
                name="pin_one_of_its_kind",
            ),
            models.UniqueConstraint(
                fields=["cycle", "school", "person"],
                condition=models.Q(person__isnull=False),
                name="pin_once_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=PinKind.DATE, starts_on__isnull=False, person__isnull=True)
                | models.Q(kind=PinKind.FREEZE, starts_on__isnull=True, person__isnull=True)
                | models.Q(
                    kind__in=[PinKind.LEAD, PinKind.PERSON, PinKind.FORBID],
                    person__isnull=False,
                    starts_on__isnull=True,
                ),
                name="pin_names_what_its_kind_needs",
            ),
        ]
