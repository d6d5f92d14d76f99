"""The school's own observation and scrutiny forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, ContentHash


class Attachment(Base):
    """
    A file that a note rests on. The content is kept under its hash; the same content is kept once.

    One that was taken off keeps when that was, and nothing of what it was.
    """

    note = models.ForeignKey("evidence.Note", on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(_("name"), max_length=100)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = ContentHash()
    attached_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "sha256"], condition=models.Q(removed_at__isnull=True), name="attachment_once_a_note"
            )
        ]
