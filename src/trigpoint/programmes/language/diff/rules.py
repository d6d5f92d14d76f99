"""The numbers that guards read, and the words for things."""

from collections.abc import Iterator
from typing import Any

from trigpoint.kernel.words import gettext as _
from trigpoint.kernel.words import noop
from trigpoint.programmes.language import sayings, vocabulary
from trigpoint.programmes.language.definition import UNLESS_SAID, Definition
from trigpoint.programmes.language.diff.base import Change, Pair, now

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


def rules(pair: Pair) -> Iterator[Change]:
    for path, what in RULES.items():
        before, after = _number(pair.old, path), _number(pair.new, path)
        if before != after:
            yield now("rules", path, _(what), _said(pair, pair.new, path, after), _said(pair, pair.old, path, before))


def _number(model: Definition, path: str) -> Any:
    part, _dot, name = path.partition(".")
    return {**UNLESS_SAID.get(part, {}), **model.rule.get(part, {})}.get(name)


def _said(pair: Pair, model: Definition, path: str, value: Any) -> object:
    if path == "focus.mandatory":
        known = pair.themes(model)
        return tuple(known.get(code, code) for code in value) or _("none of them")
    return sayings.of(path.rpartition(".")[2], value) if isinstance(value, str) else value


def words(pair: Pair) -> Iterator[Change]:
    old, new = pair.old.words, pair.new.words
    for key in dict.fromkeys([*old, *new]):
        usual = vocabulary.word(key, {})
        before, after = old.get(key, usual), new.get(key, usual)
        if before != after:
            yield now("words", key, _("The word for “%(usual)s”") % {"usual": usual}, after, before)
