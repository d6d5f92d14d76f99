"""What stands round a review: parts that are short enough to be said whole."""

from collections.abc import Iterator

from trigpoint.kernel.words import gettext as _
from trigpoint.kernel.words import noop
from trigpoint.programmes.language import sayings
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.diff.base import Change, Pair, now


def around(pair: Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    for part, what, before, after in (
        ("evidence_kinds", _("Kinds of evidence"), _kinds(old), _kinds(new)),
        ("accreditations", _("Accreditations"), _accredited(old), _accredited(new)),
        ("allocation", _("Who reviews whom"), _allocated(old), _allocated(new)),
        ("qa", _("Quality check"), _checked(old), _checked(new)),
        ("escalation", _("Where concerns go"), _escalated(old), _escalated(new)),
        ("hours", _("What it costs in hours"), _costed(old, new), _costed(new, old)),
        ("fee", _("What the host pays"), _paid(old), _paid(new)),
    ):
        if before != after:
            yield now(part, "", what, after, before)
    for name, what in (
        ("look_back", noop("Begins with what the last review asked for")),
        ("take_aways", noop("Reviewers note what they take home")),
        ("progress_review_months", noop("Months until the progress review")),
    ):
        was, is_now = (getattr(one.follow_up, name) for one in (old, new))
        if was != is_now:
            yield now("follow_up", name, _(what), is_now, was)


def _kinds(model: Definition) -> tuple[str, ...]:
    heads = _("%(label)s (%(short)s)")
    return tuple(
        kind.label if kind.label == kind.short else heads % {"label": kind.label, "short": kind.short}
        for kind in model.evidence_kinds
    )


def _accredited(model: Definition) -> tuple[str, ...]:
    found = []
    for each in model.accreditations:
        text = _("%(title)s (%(months)d months)") % {"title": each.title, "months": each.months}
        if form := model.form(each.form):
            text += _(", nominated with “%(title)s”") % {"title": form.title}
        if stage := model.stage_by_key.get(each.decided_at):
            text += _(", decided at “%(title)s”") % {"title": stage.title}
        found.append(text)
    return tuple(found)


def _allocated(model: Definition) -> tuple[str, ...]:
    said = _("%(rule)s (%(enforced)s)")
    return tuple(
        said % {"rule": sayings.of("rule", each.rule), "enforced": sayings.of("enforce", each.enforce)}
        for each in model.allocation
    )


def _checked(model: Definition) -> str:
    quality = model.quality
    if quality is None:
        return ""
    words = {"percent": quality.sample_percent, "by": model.role_label(quality.by), "days": quality.within_days}
    return _("%(percent)d%% by %(by)s within %(days)d working days") % words


def _escalated(model: Definition) -> tuple[str, ...]:
    found = []
    for each in model.escalation:
        words = {"kind": sayings.of("kind", each.kind), "to": model.role_label(each.to)}
        text = _("%(kind)s: %(to)s") % words
        if each.otherwise:
            text += _(" (or, when it is about that person, %(other)s)") % {"other": model.role_label(each.otherwise)}
        found.append(text)
    return tuple(found)


def _costed(model: Definition, other: Definition) -> tuple[str, ...]:
    """The hours that the other version has not, by role and stage: a stage or role that has another name costs the same."""
    there = {(each.role, each.stage): each.hours for each in other.hours}
    return tuple(
        f"{model.role_label(each.role)}, {model.stage_by_key[each.stage].title}: {each.hours:g}"
        for each in model.hours
        if there.get((each.role, each.stage)) != each.hours
    )


def _paid(model: Definition) -> str:
    return f"£{model.fee.pounds:g} {model.fee.note}".strip() if model.fee else ""
