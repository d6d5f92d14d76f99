"""How long what a review's output says is kept, where its model says so: a hold by the school's head, and the deletion."""

from django.db import models
from django.db.models import Q

from trigpoint.kernel.models import Base
from trigpoint.reviews.enums import HeldFor


class OutputRetention(Base):
    """
    One review's, made when there is something to say. What never changes can only be deleted once `deleted_at` is set (a
    database trigger sees to it), which it can't be while it is held. `told_at`: the head was told that it will go.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.OneToOneField("reviews.Review", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    held_for = models.CharField(max_length=10, choices=HeldFor, blank=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at__isnull=True, held_by__isnull=True, held_for="")
                | (Q(held_at__isnull=False, held_by__isnull=False) & ~Q(held_for="")),
                name="output_held_by_someone_for_something",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(deleted_at__isnull=True), name="held_output_is_not_deleted"
            ),
        ]
