"""A note and its revisions."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from trigpoint.evidence.enums import Mode, Strength
from trigpoint.kernel.models import Base
from trigpoint.programmes.language.speech import gettext_lazy as _


class Note(Base):
    """
    One thing that one reviewer saw or heard. Its id is made on the device.

    Holds which revision counts and what lists and counts need of it; the words are in the revision. When those are
    deleted, this stays, and `seen_at` keeps the day alone: citations count by it.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    rev = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    aspects = ArrayField(models.CharField(max_length=12))
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["review", "-seen_at"], name="note_by_review"),
            models.Index(fields=["author", "-seen_at"], name="note_by_author"),
            GinIndex(fields=["aspects"], name="note_by_aspect"),
        ]


class NoteRevision(models.Model):
    """
    What the author wrote, once and for all, until the notes of the review are deleted (a database trigger sees to it).

    `seq` is the order in which the server took revisions, over all reviews. `made_at` is the device's own time.
    """

    seq = models.BigAutoField(primary_key=True)
    note = models.ForeignKey("evidence.Note", on_delete=models.PROTECT, related_name="revisions")
    rev = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(_("kind of evidence"), max_length=12)
    aspects = ArrayField(models.CharField(max_length=12), verbose_name=_("{aspects}"))
    activity_id = models.UUIDField(null=True)
    place = models.CharField(_("place"), max_length=60, blank=True)
    seen_at = models.DateTimeField(_("time"))
    text = models.TextField(_("what did you see or hear?"), max_length=10_000)
    meaning = models.TextField(_("what may it mean?"), max_length=4_000, blank=True)
    strength = models.CharField(_("how firm is it?"), max_length=10, choices=Strength, blank=True)
    mode = models.CharField(_("how"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    framework_version = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "rev"], name="note_revision_once"),
            models.CheckConstraint(condition=Q(rev__gte=1), name="note_revision_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]
