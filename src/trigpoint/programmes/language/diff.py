"""What changes from one version of a model to another, in words."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from trigpoint.kernel.words import gettext as _
from trigpoint.kernel.words import noop
from trigpoint.programmes.kinds import KINDS
from trigpoint.programmes.language.definition import UNLESS_SAID, Definition
from trigpoint.programmes.language.pieces import FormDefinition, Output, StageDefinition
from trigpoint.programmes.language.roles import RoleDefinition

NEW, GONE, OTHER = "new", "gone", "other"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changes. `part` and `key` say of what in the file; `how` is new, gone or other."""

    part: str
    key: str
    how: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The two versions."""

    old: Definition
    new: Definition


def changes(old: Definition, new: Definition) -> tuple[Change, ...]:
    """Everything that changes, part by part. Empty: the two mean the same."""
    pair = _Pair(old=old, new=new)
    found = [
        *_whole(pair),
        *_framework(pair),
        *_judgement(pair),
        *_roles(pair),
        *_stages(pair),
        *_forms(pair),
        *_outputs(pair),
        *_simple(pair),
        *_rules(pair),
        *_words(pair),
    ]
    return tuple(found)


def _change(part: str, key: str, text: str, how: str = OTHER) -> Change:
    return Change(part=part, key=key, how=how, text=text)


def _now(part: str, key: str, what: str, new: object, old: object) -> Change:
    text = _("%(what)s: now %(new)s; it was %(old)s.") % {"what": what, "new": _said(new), "old": _said(old)}
    return _change(part, key, text)


def _said(value: object) -> str:
    """A value as people write it."""
    if value is None or value in ("", ()):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(_said(each) for each in value)
    text = str(value)
    return f"“{text}”" if text.endswith((".", "?", "!")) else text


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


def _whole(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    for name, what in (
        ("title", noop("The title")),
        ("summary", noop("What it says of itself")),
        ("nations", noop("For schools of")),
        ("languages", noop("Languages")),
    ):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield _now(name, "", _(what), after, before)
    for name, what in (("starts_on", noop("May be used from")), ("ends_on", noop("May be used until"))):
        before, after = getattr(old.effective, name), getattr(new.effective, name)
        if before != after:
            yield _now("effective", name, _(what), after or _("always"), before or _("always"))
    if old.subject != new.subject:
        yield _now("subject", "", _("What is reviewed"), _subject(new), _subject(old))
    if old.grouping != new.grouping:
        yield _now("group", "", _("Who visits whom"), _group(new), _group(old))


def _subject(model: Definition) -> str:
    subject = model.subject
    if not subject.has_sites:
        return subject.kind
    words = {"kind": subject.kind, "min": subject.sites_min, "max": subject.sites_max}
    return _("%(kind)s with %(min)d to %(max)d sites") % words


def _group(model: Definition) -> str:
    return f"{model.grouping.kind}, {model.grouping.reciprocity.replace('_', ' ')}"


def _framework(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.frameworks, pair.new.frameworks
    if old[0] != new[0]:
        yield _now("framework", "", _("The framework"), _named(new[0]), _named(old[0]))
    for ref in new[1:]:
        if ref not in old:
            text = _("The framework %(named)s may be chosen too.") % {"named": _named(ref)}
            yield _change("frameworks", ref.key, text, NEW)
    for ref in old[1:]:
        if ref not in new:
            text = _("The framework %(named)s can no longer be chosen.") % {"named": _named(ref)}
            yield _change("frameworks", ref.key, text, GONE)


def _named(ref: Any) -> str:
    return _("%(key)s, version %(version)s") % {"key": ref.key, "version": ref.version}


JUDGEMENT = {
    "style": noop("How findings are said"),
    "levels": noop("A finding has a place on the framework's ladder"),
    "statements": noop("Statements are highlighted"),
    "not_enough_evidence": noop("A team may say that it did not see enough"),
    "agreed_with_host": noop("Findings are agreed together with the school"),
}


STYLES = {
    "highlighted_statements": noop("by highlighting statements"),
    "estimates": noop("by estimates"),
    "enquiry": noop("as answers to open questions"),
    "narrative": noop("in words alone"),
}


def _judgement(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.judgement, pair.new.judgement
    for name, what in JUDGEMENT.items():
        before, after = getattr(old, name), getattr(new, name)
        if name == "style":
            before, after = _(STYLES[before]), _(STYLES[after])
        if before != after:
            yield _now("judgement", name, _(what), after, before)
    for name, what in (("strength", noop("Strength of evidence")), ("lists", noop("Lists in each area"))):
        before, after = ([term.label for term in getattr(one, name)] for one in (old, new))
        if before != after:
            yield _now("judgement", name, _(what), tuple(after), tuple(before))


def _keyed[T](
    old: Iterable[T],
    new: Iterable[T],
    part: str,
    *,
    key: Callable[[T], str],
    added: Callable[[T], str],
    gone: Callable[[T], str],
    other: Callable[[T, T], Iterable[str]],
) -> Iterator[Change]:
    """Things of a list by their key: new ones, those that are there in both, those that are gone."""
    before = {key(each): each for each in old}
    after = {key(each): each for each in new}
    for name, each in after.items():
        if name not in before:
            yield _change(part, name, added(each), NEW)
        else:
            yield from (_change(part, name, text) for text in other(before[name], each))
    for name, each in before.items():
        if name not in after:
            yield _change(part, name, gone(each), GONE)


def _renamed(old: str, new: str) -> Iterator[str]:
    if old != new:
        yield _("“%(old)s” is now called “%(new)s”.") % {"old": old, "new": new}


def _lines(title: str, pairs: Iterable[tuple[str, object, object]]) -> Iterator[str]:
    """What differs of one thing, a sentence each."""
    for what, old, new in pairs:
        if old != new:
            words = {"title": title, "what": what, "new": _said(new), "old": _said(old)}
            yield _("“%(title)s”, %(what)s: now %(new)s; it was %(old)s.") % words


def _roles(pair: _Pair) -> Iterator[Change]:
    def other(old: RoleDefinition, new: RoleDefinition) -> Iterator[str]:
        yield from _renamed(_(old.label), _(new.label))
        yield from _lines(
            _(new.label),
            (
                (_("part"), old.part, new.part),
                (_("at least"), old.min, new.min),
                (_("at most"), old.max, new.max),
                (_("independent"), old.independent, new.independent),
                (_("training"), old.training, new.training),
                (_("who may be one"), old.eligible, new.eligible),
            ),
        )

    yield from _keyed(
        pair.old.roles,
        pair.new.roles,
        "roles",
        key=lambda role: role.key,
        added=lambda role: _("The role “%(label)s” is new.") % {"label": _(role.label)},
        gone=lambda role: _("The role “%(label)s” is gone.") % {"label": _(role.label)},
        other=other,
    )


def _stages(pair: _Pair) -> Iterator[Change]:
    def added(stage: StageDefinition) -> str:
        words = {"title": stage.title, "when": when(stage), "owner": pair.new.role_label(stage.owner_key)}
        return _("The stage “%(title)s” is new: %(when)s, moved on by %(owner)s.") % words

    def other(old: StageDefinition, new: StageDefinition) -> Iterator[str]:
        yield from _renamed(old.title, new.title)
        yield from _lines(new.title, _of_stage(pair, old, new))

    yield from _keyed(
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
        ("strands", _titles(pair.old.strands), _titles(pair.new.strands)),
    ):
        if before != after:
            what = _("Groups of stages") if part == "groups" else _("Strands")
            yield _now(part, "", what, tuple(after.values()), tuple(before.values()))


def _titles(things: Iterable[Any]) -> dict[str, str]:
    return {each.key: each.title for each in things}


def _of_stage(pair: _Pair, old: StageDefinition, new: StageDefinition) -> Iterator[tuple[str, object, object]]:
    yield _("what is done there"), _(KINDS[old.kind].label), _(KINDS[new.kind].label)
    yield _("day, from the visit"), when(old), when(new)
    if old.owner_key != new.owner_key:  # by key: a new label alone is said once, of the role
        yield _("moved on by"), pair.old.role_label(old.owner_key), pair.new.role_label(new.owner_key)
    if set(old.after) != set(new.after):
        yield _("comes after"), _called(pair.old, old.after), _called(pair.new, new.after)
    if old.group != new.group:
        yield _("group"), dict(pair.old.groups)[old.group], dict(pair.new.groups)[new.group]
    yield _("strand"), old.strand, new.strand
    yield _("has a day of its own"), old.planned, new.planned
    yield _("may be left out"), old.optional, new.optional
    yield _("may take place more than once"), old.repeatable, new.repeatable
    yield _("days it lasts"), old.lasts_days, new.lasts_days
    yield _("before it begins"), old.entry, new.entry
    yield _("before it is done"), old.exit, new.exit
    yield _("may be made public"), old.publish, new.publish
    yield _("what it says of itself"), old.intro, new.intro


def _called(model: Definition, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(model.stage_by_key[key].title for key in keys)


def _labels(model: Definition, keys: Iterable[str] | None) -> tuple[str, ...] | None:
    return tuple(model.role_label(key) for key in keys) if keys is not None else None


def _forms(pair: _Pair) -> Iterator[Change]:
    def added(form: FormDefinition) -> str:
        words = {"title": form.title, "stage": pair.new.stage_by_key[form.stage].title}
        return _("The form “%(title)s” is new, at “%(stage)s”.") % words

    def other(old: FormDefinition, new: FormDefinition) -> Iterator[str]:
        yield from _renamed(old.title, new.title)
        yield from _lines(new.title, _of_form(pair, old, new))
        yield from _questions(old, new)

    yield from _keyed(
        pair.old.forms,
        pair.new.forms,
        "forms",
        key=lambda form: form.key,
        added=added,
        gone=lambda form: _("The form “%(title)s” is gone.") % {"title": form.title},
        other=other,
    )


def _of_form(pair: _Pair, old: FormDefinition, new: FormDefinition) -> Iterator[tuple[str, object, object]]:
    if old.stage != new.stage:
        yield _("filled in at"), pair.old.stage_by_key[old.stage].title, pair.new.stage_by_key[new.stage].title
    for name, what in (("filled_by", _("filled in by")), ("readers", _("read by"))):
        if set(getattr(old, name)) != set(getattr(new, name)):
            yield what, _labels(pair.old, getattr(old, name)), _labels(pair.new, getattr(new, name))
    yield _("one for each"), old.per, new.per
    yield _("asked of everybody"), old.required, new.required
    yield _("entered by an adult who answers for it"), old.sponsor, new.sponsor
    yield _("what it says of itself"), old.intro, new.intro


def _questions(old: FormDefinition, new: FormDefinition) -> Iterator[str]:
    for key, field in new.field_by_key.items():
        before, words = old.field_by_key.get(key), {"form": new.title, "label": field.label}
        if before is None:
            yield _("“%(form)s” also asks “%(label)s”.") % words
        elif before != field:
            yield from _renamed(before.label, field.label)
            options = tuple(each.label for each in before.options), tuple(each.label for each in field.options)
            yield from _lines(
                field.label,
                (
                    (_("kind of answer"), before.kind, field.kind),
                    (_("choices"), *options),
                    (_("has to be answered"), before.required, field.required),
                    (_("characters at most"), before.max_length, field.max_length),
                    (_("hint"), before.hint, field.hint),
                ),
            )
    for key, field in old.field_by_key.items():
        if key not in new.field_by_key:
            yield _("“%(form)s” no longer asks “%(label)s”.") % {"form": new.title, "label": field.label}


def _outputs(pair: _Pair) -> Iterator[Change]:
    def other(old: Output, new: Output) -> Iterator[str]:
        yield from _renamed(old.title, new.title)
        yield from _lines(new.title, _of_output(pair, old, new))

    yield from _keyed(
        pair.old.outputs,
        pair.new.outputs,
        "outputs",
        key=lambda output: output.key,
        added=lambda output: _("The output “%(title)s” is new.") % {"title": output.title},
        gone=lambda output: _("The output “%(title)s” is gone.") % {"title": output.title},
        other=other,
    )


def _of_output(pair: _Pair, old: Output, new: Output) -> Iterator[tuple[str, object, object]]:
    usual = _("as the product has it")
    if old.owner != new.owner:
        yield _("belongs to"), pair.old.role_label(old.owner), pair.new.role_label(new.owner)
    if old.readers != new.readers:
        yield _("read by"), _labels(pair.old, old.readers) or usual, _labels(pair.new, new.readers) or usual
    if old.release_by != new.release_by:
        before, after = (
            model.role_label(by) if by else usual
            for model, by in ((pair.old, old.release_by), (pair.new, new.release_by))
        )
        yield _("released by"), before, after
    if set(old.release_after) != set(new.release_after):
        yield _("released after"), _called(pair.old, old.release_after), _called(pair.new, new.release_after)
    yield _("sections"), tuple(s.title for s in old.sections), tuple(s.title for s in new.sections)
    yield _("working days to check the facts"), old.fact_check_days, new.fact_check_days
    yield _("a reply is printed"), old.reply, new.reply
    yield _("public within months"), old.publish_by_months, new.publish_by_months
    yield _("days it is kept"), old.retention_days, new.retention_days


def _simple(pair: _Pair) -> Iterator[Change]:
    """Parts that are short enough to be said whole."""
    old, new = pair.old, pair.new
    for part, what, before, after in (
        ("evidence_kinds", _("Kinds of evidence"), _kinds(old), _kinds(new)),
        ("accreditations", _("Accreditations"), _accredited(old), _accredited(new)),
        ("allocation", _("Who may not review whom"), _allocated(old), _allocated(new)),
        ("qa", _("Quality check"), _checked(old), _checked(new)),
        ("escalation", _("Where concerns go"), _escalated(old), _escalated(new)),
        ("hours", _("What it costs in hours"), _costed(old), _costed(new)),
        ("fee", _("What the host pays"), _paid(old), _paid(new)),
    ):
        if before != after:
            yield _now(part, "", what, after, before)
    follow = old.follow_up, new.follow_up
    for name, what in (
        ("look_back", noop("Begins with what the last review asked for")),
        ("take_aways", noop("Reviewers note what they take home")),
        ("progress_review_months", noop("Months until the progress review")),
    ):
        before, after = (getattr(one, name) for one in follow)
        if before != after:
            yield _now("follow_up", name, _(what), after, before)


def _kinds(model: Definition) -> tuple[str, ...]:
    return tuple(kind.label for kind in model.evidence_kinds)


def _accredited(model: Definition) -> tuple[str, ...]:
    return tuple(_("%(title)s (%(months)d months)") % _of(each, "title", "months") for each in model.accreditations)


def _of(thing: object, *names: str) -> dict[str, object]:
    return {name: getattr(thing, name) for name in names}


def _allocated(model: Definition) -> tuple[str, ...]:
    return tuple(f"{each.rule.replace('_', ' ')} ({each.enforce})" for each in model.allocation)


def _checked(model: Definition) -> str:
    quality = model.quality
    if quality is None:
        return ""
    words = {"percent": quality.sample_percent, "by": model.role_label(quality.by), "days": quality.within_days}
    return _("%(percent)d%% by %(by)s within %(days)d working days") % words


def _escalated(model: Definition) -> tuple[str, ...]:
    return tuple(f"{each.kind}: {model.role_label(each.to)}" for each in model.escalation)


def _costed(model: Definition) -> tuple[str, ...]:
    return tuple(
        f"{model.role_label(each.role)}, {model.stage_by_key[each.stage].title}: {each.hours:g}" for each in model.hours
    )


def _paid(model: Definition) -> str:
    return f"£{model.fee.pounds:g} {model.fee.note}".strip() if model.fee else ""


RULES = {
    "partnership.min": noop("Schools in a partnership, at least"),
    "partnership.max": noop("Schools in a partnership, at most"),
    "focus.mandatory": noop("Themes that every review looks at"),
    "focus.others_min": noop("Further themes, at least"),
    "team.min": noop("People in a team, at least"),
    "team.max": noop("People in a team, at most"),
    "team.leads": noop("Leads in a team"),
    "team.lead_role": noop("What a lead has to be"),
    "team.lead_role_enforce": noop("How strictly that is taken"),
    "standing.enforce": noop("A lead of the same standing"),
    "facilitator.enforce": noop("A facilitator from another school"),
    "facilitator.override_by": noop("Who may go without one"),
    "training.first_cycle": noop("Training, in a partnership's first cycle"),
    "training.later": noop("Training, later"),
    "evidence.notes_min": noop("Notes behind each finding, at least"),
    "evidence.kinds_recommended": noop("Kinds of evidence behind each finding, better"),
    "evidence.sources_recommended": noop("Reviewers behind each finding, better"),
    "workshop.within_days": noop("Days until the workshop"),
    "visit.min_days": noop("Days of the visit, at least"),
    "visit.max_days": noop("Days of the visit, at most"),
    "visit.paired": noop("Each activity together with a leader of the school"),
    "pack.days_after_profile": noop("Days for which the team may read the data pack after the profile"),
    "pack.default_days": noop("Days for which the data pack is shared"),
    "retention.notes_days": noop("Days until evidence notes are deleted"),
    "fact_check.working_days": noop("Working days to check the facts"),
    "cadence.months": noop("Months from one review to the next"),
    "reciprocity.visits": noop("Visits that a school gives for one that it has"),
}
"""What each number of `rules` is."""


def _rules(pair: _Pair) -> Iterator[Change]:
    for path, what in RULES.items():
        part, _dot, name = path.partition(".")
        before, after = (
            {**UNLESS_SAID.get(part, {}), **model.rule.get(part, {})}.get(name) for model in (pair.old, pair.new)
        )
        if before != after:
            yield _now("rules", path, _(what), after, before)


def _words(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    for key in dict.fromkeys([*old.words, *new.words]):
        before, after = old.words.get(key), new.words.get(key)
        if before != after:
            yield _now("words", key, _("The word for %(key)s") % {"key": key.replace("_", " ")}, after, before)
