"""What the file says of itself, what it looks at, and how findings are said."""

from collections.abc import Iterator

from trigpoint.kernel.words import gettext as _
from trigpoint.kernel.words import noop
from trigpoint.programmes.language import sayings, translations
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.diff.base import Change, Pair, change, now, words
from trigpoint.programmes.language.pieces import Term

JUDGEMENT = {
    "style": noop("How findings are said"),
    "levels": noop("A finding has a place on the framework's ladder"),
    "statements": noop("Statements are highlighted"),
    "not_enough_evidence": noop("A team may say that it did not see enough"),
    "agreed_with_host": noop("Findings are agreed together with the school"),
}


def whole(pair: Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    for name, what in (
        ("title", noop("The title")),
        ("summary", noop("What it says of itself")),
        ("nations", noop("For schools of")),
        ("languages", noop("Languages")),
    ):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield now(name, "", _(what), _read(name, after), _read(name, before))
    for name, what in (("starts_on", noop("May be used from")), ("ends_on", noop("May be used until"))):
        before, after = getattr(old.effective, name), getattr(new.effective, name)
        if before != after:
            yield now("effective", name, _(what), after or _("always"), before or _("always"))
    if old.subject != new.subject:
        yield now("subject", "", _("What is reviewed"), _subject(new), _subject(old))
    if old.grouping != new.grouping:
        yield now("group", "", _("Who visits whom"), _group(new), _group(old))


def translated(pair: Pair) -> Iterator[Change]:
    """How many texts of each translation are new, gone or put differently: which, only who reads the language can weigh."""
    before, after = ({**model.translations} for model in (pair.old, pair.new))
    for language in sorted(before.keys() | after.keys()):
        old, new = (
            {path: text for path, _place, text in translations.texts(model.get(language, {}))}
            for model in (before, after)
        )
        count = sum(old.get(path) != new.get(path) for path in old.keys() | new.keys())
        if count:
            said = {"language": sayings.of("languages", language), "count": count}
            yield change(
                "translations", language, _("Texts in %(language)s that are not as they were: %(count)d.") % said
            )


def _read(name: str, value: object) -> object:
    return words(name, value) if isinstance(value, tuple) else value


def _subject(model: Definition) -> str:
    subject = model.subject
    kind = sayings.of("kind", subject.kind)
    if not subject.has_sites:
        return kind
    return _("%(kind)s with %(min)d to %(max)d sites") % {
        "kind": kind,
        "min": subject.sites_min,
        "max": subject.sites_max,
    }


def _group(model: Definition) -> str:
    grouping = model.grouping
    return f"{sayings.of('kind', grouping.kind)}; {sayings.of('reciprocity', grouping.reciprocity)}"


def framework(pair: Pair) -> Iterator[Change]:
    old, new = pair.old.frameworks, pair.new.frameworks
    if old[0] != new[0]:
        yield now("framework", "", _("The framework"), pair.framework(new[0]), pair.framework(old[0]))
    for ref in new[1:]:
        if ref not in old:
            text = _("The framework %(named)s may be chosen too.") % {"named": pair.framework(ref)}
            yield change("frameworks", ref.key, text)
    for ref in old[1:]:
        if ref not in new:
            text = _("The framework %(named)s can no longer be chosen.") % {"named": pair.framework(ref)}
            yield change("frameworks", ref.key, text)


def judgement(pair: Pair) -> Iterator[Change]:
    old, new = pair.old.judgement, pair.new.judgement
    for name, what in JUDGEMENT.items():
        before, after = getattr(old, name), getattr(new, name)
        if name == "style":
            before, after = sayings.of(name, before), sayings.of(name, after)
        if before != after:
            yield now("judgement", name, _(what), after, before)
    for name, what in (("strength", noop("Strength of evidence")), ("lists", noop("Lists in each area"))):
        before, after = (_terms(getattr(one, name)) for one in (old, new))
        if before != after:
            yield now("judgement", name, _(what), after, before)


def _terms(terms: tuple[Term, ...]) -> tuple[str, ...]:
    meant = _("%(label)s (%(meaning)s)")
    return tuple(
        meant % {"label": term.label, "meaning": term.meaning.rstrip(".")} if term.meaning else term.label
        for term in terms
    )
