"""What the pages say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from trigpoint.frameworks.queries import Aspect, Framework, Tree
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
