"""What a review model file must make sense of before it is published here."""

from collections.abc import Mapping
from typing import Any

from trigpoint.frameworks.queries import version
from trigpoint.frameworks.queries.files import Mistake, Source
from trigpoint.programmes.language import checks
from trigpoint.programmes.language.checks import SCHEMA

__all__ = ["SCHEMA", "mistakes", "published"]


def mistakes(source: Source) -> list[Mistake]:
    """All that stands between the file and its publication, in the order of its lines."""
    return checks.mistakes(source, published)


def published(key: str, number: str) -> Mapping[str, Any] | None:
    """A framework's content, where it is published here."""
    framework = version(key, number)
    return framework.definition if framework else None
