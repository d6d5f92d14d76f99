"""G9 and G10: no aspect without a position, no position without evidence."""

from collections.abc import Iterable, Mapping

from trigpoint.evidence.queries.citations import Basis
from trigpoint.frameworks.queries import Aspect
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext


def without_position(aspects: Iterable[Aspect], agreed: Mapping[str, object]) -> list[Breach]:
    """G9: each aspect in focus has a position, or says that there is not enough evidence."""
    open_ones = [aspect.name for aspect in aspects if aspect.code not in agreed]
    if not open_ones:
        return []
    words = ngettext(
        "%(names)s has no {position} yet. Agree one, or say that there is not enough evidence.",
        "These {aspects} have no {position} yet: %(names)s. Agree one for each, or say that there is not enough evidence.",
        len(open_ones),
    )
    return [Breach(guard="G9", hard=True, message=words % {"names": ", ".join(open_ones)})]


def thin(basis: Basis, *, notes_min: int, kinds: int, sources: int) -> list[Breach]:
    """G10: so many notes at least (hard); better several kinds, by several people (soft, with a reason)."""
    if len(basis.notes) < notes_min:
        words = ngettext(
            "{An position} rests on evidence: choose at least %(n)d note, or say that there is not enough evidence.",
            "{An position} rests on evidence: choose at least %(n)d notes, or say that there is not enough evidence.",
            notes_min,
        )
        return [Breach(guard="G10", hard=True, message=words % {"n": notes_min})]
    found = []
    if len(basis.kinds) < kinds:
        found.append(_("This rests on one kind of evidence; {an position} is stronger with %(n)d.") % {"n": kinds})
    if len(basis.people) < sources:
        found.append(_("This was seen by one person; {an position} is stronger with %(n)d.") % {"n": sources})
    return [Breach(guard="G10", hard=False, message=message) for message in found]
