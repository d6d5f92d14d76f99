"""What every table has."""

import uuid

from django.db import models


class Base(models.Model):
    """A row with an id that no one can guess and that a device may make before the server knows of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Versioned(Base):
    """A row that several people may edit at once: a write names the version that it read."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
