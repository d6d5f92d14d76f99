"""What is said of an aspect must be of this review: its aspects, statements, levels and notes."""

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from trigpoint.evidence.queries import citations, plans
from trigpoint.evidence.queries.citations import Basis
from trigpoint.frameworks.queries import Aspect
from trigpoint.kernel.errors import Unacceptable
from trigpoint.reviews.queries.scene import Scene

LONGEST = 6_000


def in_focus(scene: Scene, code: str) -> Aspect:
    """The aspect, when the review looks at it. Raises Unacceptable otherwise."""
    found = next((aspect for aspect in plans.in_focus(scene.review) if aspect.code == code), None)
    if found is None:
        raise Unacceptable({"aspect": [_("This review does not look at that aspect.")]})
    return found


def check(
    scene: Scene,
    aspect: Aspect,
    *,
    statements: list[str],
    level: str,
    not_enough_evidence: bool,
    commentary: str,
    note_ids: Iterable[uuid.UUID],
) -> Basis:
    """What the notes amount to. Raises Unacceptable with all that is to be put right."""
    errors: dict[str, list[str]] = {}
    known = {statement.key for statement in aspect.statements}
    if unknown := sorted(set(statements) - known):
        errors["statements"] = [_("%(key)s is no statement of this aspect.") % {"key": ", ".join(unknown)}]
    elif not_enough_evidence and statements:
        errors["statements"] = [_("Highlight statements, or say that there is not enough evidence: not both.")]
    elif not not_enough_evidence and not statements:
        errors["statements"] = [_("Highlight what fits, or say that there is not enough evidence.")]
    if level and (level not in scene.tree.level_labels or not_enough_evidence):
        errors["level"] = [_("Choose one of the list, or leave it open.")]
    if len(commentary) > LONGEST:
        words = _("Shorten this to %(longest)d characters; it has %(length)d.")
        errors["commentary"] = [words % {"longest": LONGEST, "length": len(commentary)}]
    elif "\x00" in commentary:
        errors["commentary"] = [_("This holds a character that can't be kept. Type it again.")]
    asked = frozenset(note_ids)
    basis = citations.basis(scene.review.pk, asked, aspect=aspect.code)
    if asked - basis.notes:
        errors["note_ids"] = [_("Some of these notes are not about this aspect. Choose from the list.")]
    if errors:
        raise Unacceptable(errors)
    return basis
