"""What a map must make sense of, in a file and in a network's own copy."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from trigpoint.frameworks.models import Aspect, Tree
from trigpoint.frameworks.queries import version
from trigpoint.frameworks.queries.files import Mistake, Source, against

SCHEMA = Path(__file__).parents[1] / "schemas" / "trigpoint-area-map-1.json"


def mistakes(source: Source) -> list[Mistake]:
    """All that stands between the file and its publication; the schema first, meaning once the shape is right."""
    return against(source, SCHEMA) or list(_meaning(source))


def unknown_codes(links: Mapping[str, Iterable[str]], framework: Tree, inspection: Tree) -> Iterator[tuple[str, str]]:
    """Each line of a map that leads from or to something that isn't there, or must not be touched, and why."""
    known = {*framework.aspects, *(theme.code for theme in framework.themes)}
    for code, areas in links.items():
        if code not in known:
            yield code, _("This framework has no aspect “%(code)s”.") % {"code": code}
        for area in areas:
            if area not in inspection.aspects:
                yield code, _("“%(code)s” is no area of %(title)s.") % {"code": area, "title": inspection.title}
            elif not may_be_touched(inspection.aspects[area]):
                reason = _("%(area)s is not for peers to look at: findings never touch it.")
                yield code, reason % {"area": inspection.aspects[area].name}


def may_be_touched(area: Aspect) -> bool:
    """Safeguarding is met or not met, for inspectors to say: peers who worry about it tell the right person at once."""
    return area.reported_as != "met_or_not_met"


def _meaning(source: Source) -> Iterator[Mistake]:
    sides = {}
    for side in ("from", "to"):
        found = version(**source.data[side])
        if found is None:
            reason = _("The framework %(key)s, version %(version)s, is not published here: publish it first.")
            yield source.mistake(reason % source.data[side], side, "key")
        elif found.tree().is_for_reviews != (side == "from"):
            words = {
                "from": _("Reviews are not made with an inspection framework: a map leads to it."),
                "to": _("A map leads to an inspection framework, and this is none."),
            }
            yield source.mistake(words[side], side, "key")
        else:
            sides[side] = found.tree()
    if len(sides) == len(("from", "to")):
        for code, reason in unknown_codes(source.data["links"], sides["from"], sides["to"]):
            yield source.mistake(reason, "links", code)
