"""How long what the profile says is kept, in words."""

from typing import Any

from trigpoint.evidence.enums import HeldFor
from trigpoint.findings import rules
from trigpoint.findings.queries.retention import Kept
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.queries.scene import Scene
from trigpoint.ui import dates


def page(scene: Scene, found: Kept) -> dict[str, Any]:
    return {
        "scene": scene,
        "lead": _lead(found),
        "lines": _lines(found, to_head=bool(rules.retention.may_decide(scene))),
        "is_gone": found.deleted_on is not None,
        "may_lift": rules.retention.may_lift(scene, found),
        "seen_by": _("Seen by the {school}'s leaders. What it is held for is told to the {head} alone."),
    }


def _lead(found: Kept) -> str:
    if found.deleted_on:
        return rules.retention.gone(found)
    if found.held_on:
        return rules.retention.held(found)
    if found.until:
        said = _("The {profile}, and what it was made from, is kept until %(day)s, and then deleted.")
        return said % {"day": dates.long(found.until)}
    words = ngettext(
        "The model of this review keeps the {profile} for %(n)d day after its release.",
        "The model of this review keeps the {profile} for %(n)d days after its release.",
        found.days or 0,
    )
    return words % {"n": found.days}


def _lines(found: Kept, *, to_head: bool) -> list[tuple[str, str]]:
    held_for = str(HeldFor(found.held_for).label) if to_head and found.held_for else ""
    lines = [
        (_("Released on"), dates.long(found.since)),
        (_("Last day"), dates.long(found.until)),
        (_("The {head} was told on"), dates.long(found.told_on)),
        (_("Held since"), dates.long(found.held_on)),
        (_("Held for"), held_for),
        (_("Deleted on"), dates.long(found.deleted_on)),
    ]
    return [(name, words) for name, words in lines if words]
