"""What the school shows the team before the visit, to whom it was released, and who has looked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, ContentHash
from trigpoint.reviews.enums import ItemKind, ItemSubject


class PackItem(Base):
    """
    One thing in the pack. A file is kept under the hash of its content and served only through a view.

    `figures` holds what the register said on the day when the item was made. A withdrawn item keeps its title for the
    log, and nothing else.
    """

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=ItemKind)
    subject = models.CharField(_("what it is"), max_length=20, choices=ItemSubject, default=ItemSubject.OTHER)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), blank=True, max_length=20_000)
    address = models.URLField(_("link"), blank=True, max_length=500)
    figures = models.JSONField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(null=True)
    sha256 = ContentHash(blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.FILE) | Q(withdrawn_at__isnull=False, sha256="") | ~Q(sha256=""),
                name="pack_file_is_there_until_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["review", "kind"],
                condition=Q(kind__in=[ItemKind.FIGURES, ItemKind.SELF_EVALUATION], withdrawn_at__isnull=True),
                name="pack_figures_and_self_evaluation_once",
            ),
        ]
        indexes = [models.Index(fields=["review", "added_at"])]


class PackRelease(Base):
    """
    The pack as it was opened to the team: `record` holds titles of the items and names and schools of the people then.

    Whoever is on the team reads it until `expires_on`, that day included, unless it is withdrawn.
    """

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    released_at = models.DateTimeField()
    released_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(_("last day on which the team can read it"))
    record = models.JSONField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(withdrawn_at__isnull=True), name="pack_released_once_at_a_time"
            )
        ]


class PackLook(Base):
    """Somebody of the team opened the pack (`item` empty) or one thing in it. The host reads these."""

    release = models.ForeignKey("reviews.PackRelease", on_delete=models.CASCADE, related_name="looks")
    item = models.ForeignKey("reviews.PackItem", null=True, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["release", "person", "looked_at"])]
