"""What comes out of a review, and who reads it."""

from collections.abc import Iterator

from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import sayings
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.diff.base import Change, Pair, keyed, lines, renamed, roles, stages
from trigpoint.programmes.language.pieces import Output, Section


def outputs(pair: Pair) -> Iterator[Change]:
    def other(old: Output, new: Output) -> Iterator[str]:
        yield from renamed(old.title, new.title)
        yield from lines(new.title, _of_output(pair, old, new))

    yield from keyed(
        pair.old.outputs,
        pair.new.outputs,
        "outputs",
        key=lambda output: output.key,
        added=lambda output: _("The output “%(title)s” is new.") % {"title": output.title},
        gone=lambda output: _("The output “%(title)s” is gone.") % {"title": output.title},
        other=other,
    )


def _of_output(pair: Pair, old: Output, new: Output) -> Iterator[tuple[str, object, object]]:
    usual = _("as the product has it")
    if old.stage != new.stage:
        yield _("comes out of"), pair.old.stage_by_key[old.stage].title, pair.new.stage_by_key[new.stage].title
    if old.owner != new.owner:
        yield _("belongs to"), pair.old.role_label(old.owner), pair.new.role_label(new.owner)
    if _set(old.readers) != _set(new.readers):
        yield _("read by"), _readers(pair.old, old.readers), _readers(pair.new, new.readers)
    if old.release_by != new.release_by:
        before, after = (
            model.role_label(by) if by else usual
            for model, by in ((pair.old, old.release_by), (pair.new, new.release_by))
        )
        yield _("released by"), before, after
    if set(old.release_after) != set(new.release_after):
        yield _("released after"), stages(pair.old, old.release_after), stages(pair.new, new.release_after)
    if old.sections != new.sections:
        yield _("sections"), _sections(pair.old, old.sections), _sections(pair.new, new.sections)
    yield _("working days to check the facts"), old.fact_check_days or usual, new.fact_check_days or usual
    yield _("a reply is printed"), old.reply, new.reply
    yield _("public within months"), old.publish_by_months or _("never"), new.publish_by_months or _("never")
    yield _("days it is kept"), old.retention_days or _("without end"), new.retention_days or _("without end")


def _set(keys: tuple[str, ...] | None) -> frozenset[str] | None:
    return None if keys is None else frozenset(keys)


def _readers(model: Definition, keys: tuple[str, ...] | None) -> object:
    if keys is None:
        return _("those whom the product names")
    return roles(model, keys) or _("its owner alone")


def _sections(model: Definition, sections: tuple[Section, ...]) -> tuple[str, ...]:
    found = []
    for section in sections:
        form = model.form(section.form)
        holds = _("the form “%(title)s”") % {"title": form.title} if form else sayings.of("source", section.source)
        found.append(_("%(title)s (%(holds)s)") % {"title": section.title, "holds": holds})
    return tuple(found)
