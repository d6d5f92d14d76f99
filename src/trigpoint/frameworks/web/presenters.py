"""What the pages say."""

import itertools
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from trigpoint.frameworks.queries import Aspect, Framework, Tree
from trigpoint.frameworks.queries.map_checks import may_be_touched
from trigpoint.frameworks.queries.maps import Linked, Pair
from trigpoint.organisations.queries.networks import Network
from trigpoint.ui import dates

MODES = {
    "benchmark": _("Statements by level: those that fit an aspect are highlighted."),
    "enquiry": _("Questions of the kind “to what extent”. There are no levels: what is found is told in words."),
    "areas": _("Few wide areas, each looked at as a whole."),
    "questions": _("Open questions. There are no levels: what is found is told in words."),
    "inspection": _(
        "What an inspectorate reports on. No review is made with it: findings are only shown where they touch it."
    ),
}
LANGUAGES = {"en": _("In English"), "cy": _("Yn Gymraeg")}
NATIONS = {"england": _("England"), "wales": _("Wales")}
WHERE = {
    "early_years": _("schools with early years"),
    "primary": _("primary schools"),
    "secondary": _("secondary schools"),
    "sixth_form": _("schools with a sixth form"),
    "special": _("special schools"),
    "alternative_provision": _("alternative provision"),
}
REPORTED = {
    "scale": _("Inspectors report on this by itself."),
    "met_or_not_met": _(
        "Inspectors say whether this is met or not met, apart from the areas. Peers do not look at it."
    ),
    "narrative": _("Inspectors report on this in words."),
}


def framework(found: Framework, *, language: str = "") -> dict[str, Any]:
    """Each aspect with its statements under the words of each level, as the statements' component takes them."""
    tree = found.tree(language=language)
    return {
        "framework": found,
        "tree": tree,
        "mode": MODES[tree.mode],
        "levels": tree.levels,
        "nations": ", ".join(str(NATIONS[nation]) for nation in tree.nations),
        "dates": in_force(tree),
        "others": [(code, LANGUAGES[code]) for code in tree.languages if code != tree.language],
        "themes": [
            {"theme": theme, "aspects": [_aspect(tree, aspect) for aspect in theme.aspects]} for theme in tree.themes
        ],
    }


def in_force(tree: Tree) -> str:
    """ "from 10 November 2025 to 31 August 2026"."""
    if tree.effective_from is None:
        return ""
    words = {"from": dates.long(tree.effective_from), "until": dates.long(tree.effective_until or tree.effective_from)}
    return str(_("From %(from)s to %(until)s") if tree.effective_until else _("From %(from)s")) % words


def _aspect(tree: Tree, aspect: Aspect) -> dict[str, Any]:
    return {
        "aspect": aspect,
        "where": ", ".join(str(WHERE[feature]) for feature in aspect.applies_to),
        "reported": REPORTED.get(aspect.reported_as, ""),
        "positions": [
            {"label": level.label, "statements": [{"text": said.text} for said in aspect.at_level(level.key)]}
            for level in tree.levels
            if aspect.at_level(level.key)
        ],
    }


def pairs(found: Iterable[Pair]) -> list[dict[str, Any]]:
    """Maps by the framework that they start from."""
    return [
        {
            "framework": framework,
            "maps": [
                {"inspection": one.inspection, "dates": in_force(one.inspection.tree()), "state": _state(one)}
                for one in group
            ],
        }
        for framework, group in itertools.groupby(found, key=lambda one: one.framework)
    ]


def _state(one: Pair) -> str:
    if one.is_own:
        return str(_("your network's own"))
    return str(_("as it comes with the product") if one.is_published else _("not drawn yet"))


def linked(network: Network, found: Linked) -> dict[str, Any]:
    """Each aspect with the areas that it touches, and the areas that nothing touches."""
    areas = found.inspection.aspects
    return {
        "network": network,
        "found": found,
        "framework": found.framework,
        "inspection": found.inspection,
        "dates": in_force(found.inspection),
        "ids": (network.pk, found.framework_id, found.inspection_id),
        "themes": [
            {
                "theme": theme,
                "aspects": [
                    {
                        "aspect": aspect,
                        "areas": [areas[code].name for code in areas if code in found.links[aspect.code]],
                    }
                    for aspect in theme.aspects
                ],
            }
            for theme in found.framework.themes
        ],
        "untouched": [area.name for code, area in areas.items() if may_be_touched(area) and not found.touching(code)],
        "apart": [area.name for area in areas.values() if not may_be_touched(area)],
    }
