"""What every table has."""

import uuid
from typing import Any

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


class ContentHash(models.CharField):  # type: ignore[type-arg] # the class takes no arguments when it runs
    """
    Refers to a file that `kernel.files` keeps, by the hash of its content: the file stays while a row holds it.

    For the database and its migrations it is the text column that it looks like.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 64, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
