"""What a map must make sense of, in a file and in a network's own copy."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trigpoint.frameworks.language import maps
from trigpoint.frameworks.language.maps import APART, SCHEMA
from trigpoint.frameworks.models import Aspect, Tree
from trigpoint.frameworks.queries import version
from trigpoint.frameworks.queries.files import Mistake, Source

__all__ = ["SCHEMA", "may_be_touched", "mistakes", "unknown_codes"]


def mistakes(source: Source) -> list[Mistake]:
    """All that stands between the file and its publication."""
    return maps.mistakes(source, _published)


def unknown_codes(links: Mapping[str, Iterable[str]], framework: Tree, inspection: Tree) -> Iterator[tuple[str, str]]:
    """Each line of a map that leads from or to something that isn't there, or must not be touched, and why."""
    known = [*framework.aspects, *(theme.code for theme in framework.themes)]
    areas = {code: (area.name, area.reported_as) for code, area in inspection.aspects.items()}
    for code, reason, _suggestion in maps.unknown(links, known, areas, inspection.title):
        yield code, reason


def may_be_touched(area: Aspect) -> bool:
    """Safeguarding is met or not met, for inspectors to say: peers who worry about it tell the right person at once."""
    return area.reported_as != APART


def _published(key: str, number: str) -> Mapping[str, Any] | None:
    framework = version(key, number)
    return framework.definition if framework else None
