"""How long what a review leaves behind is kept, in words."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import HeldFor
from trigpoint.reviews.queries.keeping import Keeper, Kept, Thing
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import keeping as rules
from trigpoint.reviews.web.forms.keeping import HoldForm
from trigpoint.ui import dates


def page(scene: Scene, found: Sequence[tuple[Keeper, Kept]], typed: Mapping[str, forms.Form]) -> dict[str, Any]:
    """`typed` are forms that are shown again, by what they would hold."""
    return {
        "scene": scene,
        "things": [_thing(scene, keeper.thing, kept, typed.get(keeper.thing.key)) for keeper, kept in found],
        "forms": list(typed.values()),
        "may_decide": rules.may_decide(scene),
        "seen_by": _(
            "Seen by the {school}'s {head}; what is said of notes by the {review_team} too, and of the {profile} by the"
            " {school}'s leaders. What something is held for is told to the {head} alone."
        ),
    }


def lead(thing: Thing, kept: Kept) -> str:
    """What holds now."""
    if kept.deleted_on:
        return thing.gone(kept)
    if kept.held_on:
        return rules.held(thing, kept)
    return str(thing.until) % {"day": dates.long(kept.until)} if kept.until else thing.how_long(kept)


def _thing(scene: Scene, thing: Thing, kept: Kept, typed: forms.Form | None) -> dict[str, Any]:
    return {
        "key": thing.key,
        "title": thing.title,
        "lead": lead(thing, kept),
        "lines": _lines(thing, kept, to_head=bool(rules.may_decide(scene))),
        "stays": "" if kept.deleted_on else thing.stays,
        "form": (typed or HoldForm(what=thing.key)) if rules.may_hold(scene, thing, kept) else None,
        "may_lift": rules.may_lift(scene, kept),
        "after_lifting": _after_lifting(thing, kept, scene.on),
    }


def _lines(thing: Thing, kept: Kept, *, to_head: bool) -> list[tuple[str, str]]:
    held_for = str(HeldFor(kept.held_for).label) if to_head and kept.held_for else ""
    lines = [
        (thing.began(kept), dates.long(kept.since)),
        (_("Last day"), dates.long(kept.until)),
        (_("The {head} was told on"), dates.long(kept.told_on)),
        (_("Held since"), dates.long(kept.held_on)),
        (_("Held for"), held_for),
        (_("Deleted on"), dates.long(kept.deleted_on)),
    ]
    return [(name, words) for name, words in lines if words]


def _after_lifting(thing: Thing, kept: Kept, on: dt.date) -> str:
    """What becomes of it once it is held no longer."""
    free = dataclasses.replace(kept, held_on=None)
    if free.is_due(on):
        return _("Without the hold, it is deleted in the coming night.")
    if free.is_to_be_told(on):
        return _("Without the hold, the {head} is told, and it is deleted %(days)d days later.") % {"days": free.notice}
    return lead(thing, free)
