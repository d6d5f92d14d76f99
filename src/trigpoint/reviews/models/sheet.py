"""What a participant was sent before the visit, and whether they have said that they read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base


class Sheet(Base):
    """
    That somebody's briefing was sent, the last time it was.

    The sheet itself is made from the review as it stands; only that it went out, and was read, is kept.
    """

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("read"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="sheet_once")]
