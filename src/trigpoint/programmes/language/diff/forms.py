"""What people fill in, and who reads it."""

from collections.abc import Iterator

from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import sayings
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.diff.base import Change, Pair, keyed, lines, renamed, roles
from trigpoint.programmes.language.pieces import Field, FormDefinition


def forms(pair: Pair) -> Iterator[Change]:
    def added(form: FormDefinition) -> str:
        words = {"title": form.title, "stage": pair.new.stage_by_key[form.stage].title}
        return _("The form “%(title)s” is new, at “%(stage)s”.") % words

    def other(old: FormDefinition, new: FormDefinition) -> Iterator[str]:
        yield from renamed(old.title, new.title)
        yield from lines(new.title, _of_form(pair, old, new))
        yield from _questions(old, new)

    yield from keyed(
        pair.old.forms,
        pair.new.forms,
        "forms",
        key=lambda form: form.key,
        added=added,
        gone=lambda form: _("The form “%(title)s” is gone.") % {"title": form.title},
        other=other,
    )


def _of_form(pair: Pair, old: FormDefinition, new: FormDefinition) -> Iterator[tuple[str, object, object]]:
    if old.stage != new.stage:
        yield _("filled in at"), pair.old.stage_by_key[old.stage].title, pair.new.stage_by_key[new.stage].title
    for name, what in (("filled_by", _("filled in by")), ("readers", _("also read by"))):
        if set(getattr(old, name)) != set(getattr(new, name)):
            yield what, roles(pair.old, getattr(old, name)), roles(pair.new, getattr(new, name))
    yield _("one for"), sayings.of("per", old.per), sayings.of("per", new.per)
    yield _("asked of everybody"), old.required, new.required
    yield _("entered by an adult who answers for it"), old.sponsor, new.sponsor
    if old.voice != new.voice:
        yield _("whose words it holds"), _voice(pair.old, old.voice), _voice(pair.new, new.voice)
    yield _("what it says of itself"), old.intro, new.intro


def _voice(model: Definition, key: str) -> str:
    return model.role_label(key) if key in model.role_by_key else ""


def _questions(old: FormDefinition, new: FormDefinition) -> Iterator[str]:
    for key, field in new.field_by_key.items():
        before, words = old.field_by_key.get(key), {"form": new.title, "label": field.label}
        if before is None:
            yield _("“%(form)s” also asks “%(label)s”.") % words
        elif before != field:
            yield from renamed(before.label, field.label)
            yield from lines(field.label, _of_question(before, field))
    for key, field in old.field_by_key.items():
        if key not in new.field_by_key:
            yield _("“%(form)s” no longer asks “%(label)s”.") % {"form": new.title, "label": field.label}


def _of_question(old: Field, new: Field) -> Iterator[tuple[str, object, object]]:
    yield _("kind of answer"), sayings.of("kind", old.kind), sayings.of("kind", new.kind)
    yield _("choices"), tuple(each.label for each in old.options), tuple(each.label for each in new.options)
    yield _("has to be answered"), old.required, new.required
    yield _("characters at most"), old.max_length or _("as many as fit"), new.max_length or _("as many as fit")
    yield _("hint"), old.hint, new.hint
