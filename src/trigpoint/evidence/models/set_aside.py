"""What arrived and could not be taken as it came: kept whole, for the lead reviewer to settle."""

from django.db import models
from django.db.models import Q

from trigpoint.evidence.enums import SetAsideBecause
from trigpoint.kernel.models import Base


class SetAside(Base):
    """A revision kept beside the notes. The same one (id, revision, hash) is kept once."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    note_id = models.UUIDField()
    rev = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    payload = models.JSONField()
    because = models.CharField(max_length=12, choices=SetAsideBecause)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    taken = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "author", "note_id", "rev", "sha256"], name="set_aside_once"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, taken__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, taken__isnull=False),
                name="set_aside_settled_by_someone",
            ),
        ]
        indexes = [models.Index(fields=["review"], condition=Q(settled_at__isnull=True), name="set_aside_open")]
