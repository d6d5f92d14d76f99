"""How long the notes of a review are kept: from when, whether the school's head holds them, and when they were deleted."""

from django.db import models
from django.db.models import Q

from trigpoint.kernel.models import Base
from trigpoint.reviews.enums import HeldFor


class Retention(Base):
    """
    One review's, made when there is something to say. Revisions can only be deleted once `deleted_at` is set (a database
    trigger sees to it), which it can't be while they are held.

    `ended_at` counts for a review that ended without a profile.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.OneToOneField("reviews.Review", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    held_for = models.CharField(max_length=10, choices=HeldFor, blank=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at__isnull=True, held_by__isnull=True, held_for="")
                | (Q(held_at__isnull=False, held_by__isnull=False) & ~Q(held_for="")),
                name="notes_held_by_someone_for_something",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(deleted_at__isnull=True), name="held_notes_are_not_deleted"
            ),
        ]
