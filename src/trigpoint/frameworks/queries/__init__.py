"""Reads of frameworks."""

import datetime as dt
import functools
import uuid

from django.utils import translation

from trigpoint.frameworks.models import Aspect, Framework, Inspection, Level, Poles, Statement, Theme, Tree
from trigpoint.kernel.errors import Missing

__all__ = [
    "Aspect",
    "Framework",
    "Inspection",
    "Level",
    "Poles",
    "Statement",
    "Theme",
    "Tree",
    "all_versions",
    "for_reviews",
    "in_force",
    "inspections",
    "one",
    "tree",
    "version",
]


def tree(framework_id: uuid.UUID) -> Tree:
    """The parsed framework, in the language of the page. Safe to keep: a published version never changes."""
    return _tree(framework_id, (translation.get_language() or "en")[:2])


@functools.lru_cache(maxsize=128)
def _tree(framework_id: uuid.UUID, language: str) -> Tree:
    return Framework.objects.get(pk=framework_id).tree(language=language)


def version(key: str, version: str) -> Framework | None:
    """One published version."""
    return Framework.objects.filter(key=key, version=version).first()


def all_versions() -> list[Framework]:
    """Everything that is published, by name and then age."""
    return list(Framework.objects.order_by("key", "published_at"))


def for_reviews() -> list[Framework]:
    """Every version that a review can be made with."""
    return [row for row in all_versions() if row.definition["mode"] != "inspection"]


def inspections(*, nation: str = "") -> list[Framework]:
    """Every version of every inspection framework, oldest first."""
    rows = Framework.objects.filter(definition__mode="inspection")
    if nation:
        rows = rows.filter(definition__inspection__nation=nation)
    return sorted(rows, key=lambda row: (row.definition["effective"]["from"], row.key))


def in_force(*, nation: str, on: dt.date) -> list[Framework]:
    """The inspection frameworks that count in the nation on that day: of each, the version that began last."""
    found = {row.key: row for row in inspections(nation=nation) if tree(row.pk).in_force(on)}
    return list(found.values())


def one(framework_id: uuid.UUID) -> Framework:
    """Raises Missing."""
    found = Framework.objects.filter(pk=framework_id).first()
    if found is None:
        raise Missing
    return found
