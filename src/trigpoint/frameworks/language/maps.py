"""What a map must make sense of: from the aspects of a framework to areas of inspection, never from a level to a grade."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from trigpoint.kernel.sources import Mistake, Source, departures, did_you_mean, first
from trigpoint.kernel.words import gettext as _

SCHEMA = Path(__file__).parents[1] / "schemas" / "trigpoint-area-map-1.json"
APART = "met_or_not_met"
"""How an area is reported that peers never look at: safeguarding is met or not met, for inspectors to say."""

type FindFramework = Callable[[str, str], Mapping[str, Any] | None]
"""A framework's content by key and version, or None where it is not known."""


def mistakes(source: Source, find: FindFramework) -> list[Mistake]:
    """All that stands between the file and its publication, in the order of its lines."""
    found: list[Mistake] = []
    odd: set[str] = set()
    for part, mistake in departures(source, SCHEMA):
        odd.add(part)
        found.append(mistake)
    if not odd & {"", "from", "to"}:
        sides: dict[str, Mapping[str, Any]] = {}
        for side in ("from", "to"):
            found += _side(source, side, find, sides)
        if "links" not in odd and len(sides) == len(("from", "to")):
            found += _links(source, sides["from"], sides["to"])
    return sorted(first(found), key=lambda mistake: mistake.line)


def unknown(
    links: Mapping[str, Iterable[str]], known: Iterable[str], areas: Mapping[str, tuple[str, str]], title: str
) -> Iterator[tuple[str, str, str]]:
    """
    Each line of a map that leads from or to something that isn't there, or must not be touched: its code, why, and what
    would mend it. `areas`: the name of each area of inspection, and how it is reported.
    """
    here = list(known)
    for code, touched in links.items():
        if code not in here:
            reason = _("This framework has no aspect “%(code)s”.") % {"code": code}
            yield code, reason, did_you_mean(code, here)
        for area in touched:
            if area not in areas:
                reason = _("“%(code)s” is no area of %(title)s.") % {"code": area, "title": title}
                yield code, reason, did_you_mean(area, areas)
            elif areas[area][1] == APART:
                reason = _("%(area)s is not for peers to look at: findings never touch it.") % {"area": areas[area][0]}
                yield code, reason, _("Leave it out.")


def _side(source: Source, side: str, find: FindFramework, sides: dict[str, Mapping[str, Any]]) -> Iterator[Mistake]:
    named = source.data[side]
    found = find(named["key"], named["version"])
    if found is None:
        reason = _("The framework %(key)s, version %(version)s, is not published here: publish it first.") % named
        yield source.mistake(reason, side, "key")
    elif (found.get("mode") != "inspection") != (side == "from"):
        words = {
            "from": _("Reviews are not made with an inspection framework: a map leads to it."),
            "to": _("A map leads to an inspection framework, and this is none."),
        }
        yield source.mistake(words[side], side, "key", suggestion=_("Are the two sides the other way round?"))
    else:
        sides[side] = found


def _links(source: Source, framework: Mapping[str, Any], inspection: Mapping[str, Any]) -> Iterator[Mistake]:
    themes = framework["themes"]
    known = [*(aspect["code"] for theme in themes for aspect in theme["aspects"]), *(theme["code"] for theme in themes)]
    areas = {
        aspect["code"]: (aspect["name"], aspect.get("reported_as", ""))
        for theme in inspection["themes"]
        for aspect in theme["aspects"]
    }
    for code, reason, suggestion in unknown(source.data["links"], known, areas, inspection["title"]):
        yield source.mistake(reason, "links", code, suggestion=suggestion)
