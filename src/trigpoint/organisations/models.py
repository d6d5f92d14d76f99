"""The register of schools (one per installation) and the tenant: a network."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base


class Network(Base):
    """The tenant: everything but the register and accounts belongs to one."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class School(Base):
    """An establishment of the register, or one that a network has added by hand (no `urn` then)."""

    urn = models.PositiveIntegerField(_("URN"), null=True, unique=True)
    name = models.CharField(_("name"), max_length=160)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    phase = models.CharField(_("phase"), max_length=40, blank=True)
    nation = models.CharField(_("nation"), max_length=10, default="england")
    pupils = models.PositiveIntegerField(_("pupils"), null=True)
    is_invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
