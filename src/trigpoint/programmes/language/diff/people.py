"""Who takes part."""

from collections.abc import Iterator

from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import sayings
from trigpoint.programmes.language.diff.base import Change, Pair, at_most, keyed, lines, renamed, words
from trigpoint.programmes.language.roles import RoleDefinition


def roles(pair: Pair) -> Iterator[Change]:
    yield from keyed(
        pair.old.roles,
        pair.new.roles,
        "roles",
        key=lambda role: role.key,
        added=lambda role: _("The role “%(label)s” is new.") % {"label": _(role.label)},
        gone=lambda role: _("The role “%(label)s” is gone.") % {"label": _(role.label)},
        other=_role,
    )


def _role(old: RoleDefinition, new: RoleDefinition) -> Iterator[str]:
    yield from renamed(_(old.label), _(new.label))
    anybody = (_("anybody"),)
    yield from lines(
        _(new.label),
        (
            (_("what it may see and do"), _part(old), _part(new)),
            (_("on whose side"), sayings.of("side", old.side), sayings.of("side", new.side)),
            (_("at least"), old.min, new.min),
            (_("at most"), at_most(old.max), at_most(new.max)),
            (_("may come from no school"), old.independent, new.independent),
            (_("training"), sayings.of("training", old.training), sayings.of("training", new.training)),
            (
                _("who may be one"),
                words("eligible", old.eligible) or anybody,
                words("eligible", new.eligible) or anybody,
            ),
        ),
    )


def _part(role: RoleDefinition) -> str:
    if role.is_voice:
        return _("nothing: they have no account")
    return _("what the product gives to “%(part)s”") % {"part": sayings.of("part", role.part)}
