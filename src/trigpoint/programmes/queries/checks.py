"""What a review model file must make sense of beyond its schema."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from trigpoint.frameworks.queries import Tree, version
from trigpoint.frameworks.queries.files import Mistake, Source, against
from trigpoint.programmes.kinds import KINDS
from trigpoint.programmes.language import parsing, roles

SCHEMA = Path(__file__).parents[1] / "schemas" / "trigpoint-review-model-1.json"


def mistakes(source: Source) -> list[Mistake]:
    """All that stands between the file and its publication; the schema first, meaning once the shape is right."""
    return against(source, SCHEMA) or list(_meaning(source))


def _meaning(source: Source) -> Iterator[Mistake]:
    wanted = source.data["framework"]
    framework = version(wanted["key"], wanted["version"])
    if framework is None:
        reason = _("The framework %(key)s, version %(version)s, is not published here: publish it first.")
        yield source.mistake(reason % wanted, "framework", "key")
    else:
        yield from _focus(source, framework.tree())
    yield from _once(source, "groups", "key")
    yield from _once(source, "stages", "key")
    yield from _once(source, "evidence_kinds", "key")
    yield from _stages(source)
    yield from _ranges(source)


def _focus(source: Source, tree: Tree) -> Iterator[Mistake]:
    themes = [theme.code for theme in tree.themes]
    mandatory = source.data["rules"]["focus"]["mandatory"]
    for number, code in enumerate(mandatory):
        if code not in themes:
            reason = _("The framework has no theme “%(code)s”; it has %(themes)s.")
            found = reason % {"code": code, "themes": ", ".join(themes)}
            yield source.mistake(found, "rules", "focus", "mandatory", number)
    left = len(themes) - len(mandatory)
    if source.data["rules"]["focus"]["others_min"] > left:
        reason = _("The framework leaves only %(left)d themes to choose from.") % {"left": left}
        yield source.mistake(reason, "rules", "focus", "others_min")


def _once(source: Source, part: str, name: str) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, thing in enumerate(source.data[part]):
        if thing[name] in seen:
            yield source.mistake(_("“%(key)s” is used twice.") % {"key": thing[name]}, part, number, name)
        seen.add(thing[name])


def _stages(source: Source) -> Iterator[Mistake]:
    groups = [group["key"] for group in source.data["groups"]]
    kinds: list[str] = []
    owners = [role.key for role in roles.complete(parsing.role(each) for each in source.data.get("roles", ()))]
    for number, stage in enumerate(source.data["stages"]):
        if stage["group"] not in groups:
            reason = _("There is no group “%(group)s”; there are %(groups)s.")
            found = reason % {"group": stage["group"], "groups": ", ".join(groups)}
            yield source.mistake(found, "stages", number, "group")
        if stage["owner"] not in owners:
            reason = _("“%(owner)s” is not a role; roles are %(roles)s.")
            found = reason % {"owner": stage["owner"], "roles": ", ".join(owners)}
            yield source.mistake(found, "stages", number, "owner")
        if "offset_days" not in stage and "offset_school_days" not in stage:
            yield source.mistake(
                _("Say when: “offset_days” or “offset_school_days” is missing here."), "stages", number
            )
        kind = KINDS[stage["kind"]]
        if kind.once and kind.key in kinds:
            reason = _("A second stage of the kind “%(kind)s”: each kind can come once.") % {"kind": stage["kind"]}
            yield source.mistake(reason, "stages", number, "kind")
        if kind.needs and not set(kind.needs) & set(kinds):
            reason = _("“%(kind)s” needs a stage of the kind “%(needed)s” before it.")
            found = reason % {"kind": stage["kind"], "needed": kind.needs[0]}
            yield source.mistake(found, "stages", number, "kind")
        kinds.append(stage["kind"])
    if "visit" not in kinds:
        yield source.mistake(_("A review needs a stage of the kind “visit”: all dates count from it."), "stages")


def _ranges(source: Source) -> Iterator[Mistake]:
    rules = source.data["rules"]
    for part, least, most in (
        ("partnership", "min", "max"),
        ("team", "min", "max"),
        ("visit", "min_days", "max_days"),
    ):
        if rules[part][least] > rules[part][most]:
            reason = _("The least (%(least)d) is more than the most (%(most)d).")
            found = reason % {"least": rules[part][least], "most": rules[part][most]}
            yield source.mistake(found, "rules", part, least)
    if rules["team"]["leads"] > rules["team"]["max"]:
        yield source.mistake(_("A team can't have more leads than members."), "rules", "team", "leads")
