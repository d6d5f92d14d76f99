"""One published version of a framework."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.frameworks.models.tree import Tree
from trigpoint.kernel.models import Base


class Framework(Base):
    """Never changes once it is here (a database trigger sees to it): reviews keep the version they were made with."""

    key = models.SlugField(_("key"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    title = models.CharField(_("title"), max_length=160)
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="framework_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    def tree(self, *, language: str = "") -> Tree:
        """In that language where the framework is given in it, else in its own."""
        return Tree.parse(self.definition, language=language)
