"""What a revision of a note must be, in words for its author."""

import datetime as dt

from trigpoint.evidence.actions.canonical import Revision
from trigpoint.evidence.enums import Mode, Strength
from trigpoint.evidence.rules import names
from trigpoint.kernel.errors import Unacceptable
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene

LONGEST = {"text": 10_000, "meaning": 4_000}
EARLIEST = dt.timedelta(days=400)


def check(scene: Scene, revision: Revision, *, sha256: str, no_names: bool, at: dt.datetime) -> None:
    """Raises Unacceptable with everything that is to be put right."""
    errors: dict[str, list[str]] = {}
    if sha256 and sha256 != revision.sha256:
        errors["sha256"] = [_("The hash is not that of what arrived. Keep the note and send it again.")]
    if revision.rev < 1:
        errors["rev"] = [_("Revisions count from 1.")]
    if len(revision.place) > 60:
        errors["place"] = [_("Shorten the place to 60 characters.")]
    if not at - EARLIEST <= revision.seen_at <= at + dt.timedelta(days=1):
        errors["seen_at"] = [_("The time is not in this review. Look at the day.")]
    errors |= _choices(scene, revision)
    errors |= _words(revision, no_names=no_names)
    if errors:
        raise Unacceptable(errors)


def _choices(scene: Scene, revision: Revision) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if revision.kind not in scene.model.evidence_labels:
        errors["kind"] = [_("Choose a kind of evidence from the list.")]
    if unknown := [code for code in revision.aspects if code not in scene.tree.aspects]:
        errors["aspects"] = [_("The framework has no {aspect} %(code)s.") % {"code": ", ".join(unknown)}]
    elif not revision.aspects:
        errors["aspects"] = [_("Choose at least one {aspect} that it speaks to.")]
    if revision.strength and revision.strength not in Strength.values:
        errors["strength"] = [_("Choose one of the list.")]
    if revision.mode not in Mode.values:
        errors["mode"] = [_("Choose one of the list.")]
    return errors


def _words(revision: Revision, *, no_names: bool) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if not revision.text:
        errors["text"] = [_("Write what you saw or heard.")]
    for field, longest in LONGEST.items():
        text = getattr(revision, field)
        if len(text) > longest:
            words = _("Shorten this to %(longest)d characters; it has %(length)d.")
            errors[field] = [words % {"longest": longest, "length": len(text)}]
        elif "\x00" in text:
            errors[field] = [_("This holds a character that can't be kept. Type it again.")]
        elif names.numbers_in(text):
            errors[field] = [_("This looks like a pupil's number. Take it out: say “a pupil”.")]
        elif not no_names and (found := names.names_in(text)):
            words = _("“%(name)s” looks like a name. Say “a pupil” or “the teacher”, or tick that it is nobody's name.")
            errors["no_names"] = [words % {"name": found[0]}]
    return errors
