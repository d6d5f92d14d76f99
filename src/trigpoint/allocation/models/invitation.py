"""Who was asked for which seat, and what they said; and each person's own calendar address."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.allocation.enums import Answer
from trigpoint.kernel.models import Base


class Invitation(Base):
    """A seat that somebody was asked to take. The reason of who declines is seen by those who plan, and by nobody else."""

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    schedule = models.ForeignKey("Schedule", null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=30)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(_("why you can't come"), max_length=300, blank=True)
    filled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person", "role"],
                condition=models.Q(answer__in=[Answer.ASKED, Answer.ACCEPTED]),
                name="invitation_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["person", "answer"]), models.Index(fields=["review", "answer"])]


class Feed(Base):
    """The secret address of a person's own calendar. Only its hash is kept: who loses it makes a new one."""

    person = models.OneToOneField("people.Account", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    renewed_at = models.DateTimeField()
