"""What a model calls things, by the product's word; the product's own word where it says nothing."""

from collections.abc import Mapping

from trigpoint.kernel.words import gettext
from trigpoint.kernel.words import noop as _

ONE: dict[str, str] = {
    "theme": _("theme"),
    "aspect": _("aspect"),
    "statement": _("statement"),
    "level": _("level"),
    "position": _("position"),
    "commentary": _("commentary"),
    "priority": _("priority"),
    "profile": _("profile"),
    "facilitator": _("workshop facilitator"),
    "plan": _("action plan"),
    "workshop": _("workshop"),
    "review": _("review"),
    "host": _("host school"),
    "team": _("team"),
    "visit": _("visit"),
    "self_evaluation": _("self-evaluation"),
    "school": _("school"),
    "site": _("site"),
    "partnership": _("partnership"),
    "strand": _("strand"),
}
MANY: dict[str, str] = {
    "themes": _("themes"),
    "aspects": _("aspects"),
    "statements": _("statements"),
    "levels": _("levels"),
    "positions": _("positions"),
    "priorities": _("priorities"),
    "profiles": _("profiles"),
    "facilitators": _("workshop facilitators"),
    "plans": _("action plans"),
    "workshops": _("workshops"),
    "reviews": _("reviews"),
    "hosts": _("host schools"),
    "teams": _("teams"),
    "visits": _("visits"),
    "self_evaluations": _("self-evaluations"),
    "schools": _("schools"),
    "sites": _("sites"),
    "partnerships": _("partnerships"),
    "strands": _("strands"),
}
SINGULAR = dict(zip(MANY, (key for key in ONE if key != "commentary"), strict=True))


def word(key: str, own: Mapping[str, str]) -> str:
    """
    The word, as it stands within a sentence: the model's, or the product's.

    Of a word that the model gives in the singular alone, the plural is made as English makes it: a model whose words
    don't follow gives both. Raises KeyError for a word that is none.
    """
    if key in own:
        return own[key]
    if key in ONE:
        return gettext(ONE[key])
    one = own.get(SINGULAR[key])
    return plural(one) if one else gettext(MANY[key])


def plural(one: str) -> str:
    """As English makes it of most words: areas, estimates, priorities, branches."""
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        return f"{one[:-1]}ies"
    return f"{one}es" if one.endswith(("s", "x", "ch", "sh")) else f"{one}s"
