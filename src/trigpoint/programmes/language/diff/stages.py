"""What happens, when, and who moves it on."""

from collections.abc import Iterable, Iterator

from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.kinds import KINDS
from trigpoint.programmes.language import sayings
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.diff import base
from trigpoint.programmes.language.diff.base import Change, Pair, keyed, lines, now, renamed, titles
from trigpoint.programmes.language.pieces import Condition, StageDefinition


def when(stage: StageDefinition) -> str:
    """The day of a stage, from the visit."""
    in_school = stage.offset_school_days is not None
    days = stage.offset_school_days if stage.offset_school_days is not None else stage.offset_days
    if days == 0:
        return _("the first day of the visit")
    one = abs(days) == 1
    unit = _("day") if one else _("days")
    if in_school:
        unit = _("school day") if one else _("school days")
    words = {"days": abs(days), "unit": unit}
    return (_("%(days)d %(unit)s after it begins") if days > 0 else _("%(days)d %(unit)s before it")) % words


def stages(pair: Pair) -> Iterator[Change]:
    def added(stage: StageDefinition) -> str:
        words = {"title": stage.title, "when": when(stage), "owner": pair.new.role_label(stage.owner_key)}
        return _("The stage “%(title)s” is new: %(when)s, moved on by %(owner)s.") % words

    def other(old: StageDefinition, new: StageDefinition) -> Iterator[str]:
        yield from renamed(old.title, new.title)
        yield from lines(new.title, _of_stage(pair, old, new))

    yield from keyed(
        pair.old.stages,
        pair.new.stages,
        "stages",
        key=lambda stage: stage.key,
        added=added,
        gone=lambda stage: _("The stage “%(title)s” is gone.") % {"title": stage.title},
        other=other,
    )
    for part, before, after in (
        ("groups", dict(pair.old.groups), dict(pair.new.groups)),
        ("strands", titles(pair.old.strands), titles(pair.new.strands)),
    ):
        if before != after:
            what = _("Groups of stages") if part == "groups" else _("Strands")
            yield now(part, "", what, tuple(after.values()), tuple(before.values()))


def _of_stage(pair: Pair, old: StageDefinition, new: StageDefinition) -> Iterator[tuple[str, object, object]]:
    yield _("what is done there"), _(KINDS[old.kind].label), _(KINDS[new.kind].label)
    yield _("day, from the visit"), when(old), when(new)
    if old.owner_key != new.owner_key:  # by key: a new label alone is said once, of the role
        yield _("moved on by"), pair.old.role_label(old.owner_key), pair.new.role_label(new.owner_key)
    if set(old.after) != set(new.after):
        yield _("comes after"), base.stages(pair.old, old.after), base.stages(pair.new, new.after)
    if old.group != new.group:
        yield _("group"), dict(pair.old.groups)[old.group], dict(pair.new.groups)[new.group]
    if old.strand != new.strand:
        yield _("strand"), _strand(pair.old, old.strand), _strand(pair.new, new.strand)
    yield _("has a day of its own"), old.planned, new.planned
    yield _("may be left out"), old.optional, new.optional
    yield _("may take place more than once"), old.repeatable, new.repeatable
    yield _("days it lasts"), old.lasts_days, new.lasts_days
    for what, before, after in (
        (_("before it begins"), old.entry, new.entry),
        (_("before it is done"), old.exit, new.exit),
    ):
        if set(before) != set(after):
            yield what, _conditions(pair.old, before), _conditions(pair.new, after)
    yield _("may be made public"), old.publish, new.publish
    yield _("what it says of itself"), old.intro, new.intro


def _strand(model: Definition, key: str) -> str:
    return model.strand_by_key[key].title if key in model.strand_by_key else _("all of them")


def _conditions(model: Definition, found: Iterable[Condition]) -> tuple[str, ...]:
    known = {"done": titles(model.stages), "form": titles(model.forms), "released": titles(model.outputs)}
    return tuple(sayings.condition(str(each), known) for each in found)
