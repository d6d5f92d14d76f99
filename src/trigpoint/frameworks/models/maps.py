"""Where aspects of one framework touch areas of an inspection framework: area to area, many to many, nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, Versioned


class AreaMap(Base):
    """One published version of a map. Never changes once it is here (a database trigger sees to it)."""

    key = models.SlugField(_("key"), max_length=90)
    version = models.CharField(_("version"), max_length=20)
    title = models.CharField(_("title"), max_length=160)
    framework = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    inspection = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="area_map_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class NetworkMap(Versioned):
    """A network's own copy of a map, or one that it made itself: `links` are areas by aspect."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    inspection = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    links = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "framework", "inspection"], name="network_map_once")]
