"""What was said and seen, coded against a codebook by more than one person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.evaluation.enums import Source
from trigpoint.kernel.models import Base


class Code(Base):
    """An entry of the codebook."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="codes")
    key = models.SlugField(_("short name"), max_length=30)
    label = models.CharField(_("label"), max_length=120)
    definition = models.CharField(_("when it applies, and when it does not"), max_length=1000)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["study", "key"], name="code_once")]


class Extract(Base):
    """A passage of an interview, an observation or a document. No names in it: whoever adds it has taken them out."""

    study = models.ForeignKey("evaluation.Study", on_delete=models.CASCADE, related_name="extracts")
    source = models.CharField(_("where it is from"), max_length=12, choices=Source)
    reference = models.CharField(_("reference"), max_length=40)
    role = models.CharField(_("role of who speaks or is seen"), max_length=40, blank=True)
    taken_on = models.DateField(_("date"))
    text = models.TextField(_("passage, without names"), max_length=5000)
    added_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["taken_on", "reference"]
        constraints = [models.UniqueConstraint(fields=["study", "reference"], name="extract_reference_once")]


class Reading(Base):
    """One coder's codes for one passage: an empty list says that none applies."""

    extract = models.ForeignKey("evaluation.Extract", on_delete=models.CASCADE, related_name="readings")
    coder = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    codes = ArrayField(models.SlugField(max_length=30), default=list)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["extract", "coder"], name="reading_once_a_coder")]
