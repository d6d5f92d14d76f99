"""Reads of frameworks."""

import functools
import uuid

from trigpoint.frameworks.models import Aspect, Framework, Level, Statement, Theme, Tree
from trigpoint.kernel.errors import Missing

__all__ = [
    "Aspect",
    "Framework",
    "Level",
    "Statement",
    "Theme",
    "Tree",
    "all_versions",
    "latest",
    "one",
    "tree",
    "version",
]


@functools.lru_cache(maxsize=64)
def tree(framework_id: uuid.UUID) -> Tree:
    """The parsed framework. Safe to keep: a published version never changes."""
    return Framework.objects.get(pk=framework_id).tree()


def latest(key: str) -> Framework | None:
    """The version published last."""
    return Framework.objects.filter(key=key).order_by("-published_at").first()


def version(key: str, version: str) -> Framework | None:
    """One published version."""
    return Framework.objects.filter(key=key, version=version).first()


def all_versions() -> list[Framework]:
    """Everything that is published, by name and then age."""
    return list(Framework.objects.order_by("key", "published_at"))


def one(framework_id: uuid.UUID) -> Framework:
    """Raises Missing."""
    found = Framework.objects.filter(pk=framework_id).first()
    if found is None:
        raise Missing
    return found
