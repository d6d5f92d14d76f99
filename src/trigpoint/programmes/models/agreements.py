"""Agreements: versioned texts, and who signed which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base
from trigpoint.programmes.enums import AgreementKind


class AgreementText(Base):
    """One version of a text for a partnership's programme. Never changes once published (a database trigger sees to it)."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="agreement_texts")
    kind = models.CharField(_("kind"), max_length=20, choices=AgreementKind)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=160)
    body = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "kind", "version"], name="agreement_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Signature(Base):
    """A head's signature for a school in a partnership: the name and role as signed, and the hash of what was read."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("programmes.Partnership", on_delete=models.PROTECT, related_name="signatures")
    text = models.ForeignKey("programmes.AgreementText", on_delete=models.PROTECT, related_name="signatures")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("your name"), max_length=120)
    role = models.CharField(_("your role"), max_length=80)
    signed_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "text", "school"], name="signature_once")]


class OwnSignature(Base):
    """The signature of somebody who reviews without a school that sends them: for themselves, under the same texts."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("programmes.Partnership", on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey("programmes.AgreementText", on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("your name"), max_length=120)
    signed_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "text", "signed_by"], name="own_signature_once")]
