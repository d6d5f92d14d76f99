"""
Who holds a thing beyond its time, and when it is deleted.

The school is the controller of what is written about it: its head alone holds it, and lifts the hold.
"""

import datetime as dt

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.keeping import Keeper, Kept, Thing, keepers
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.ui import dates


def readable(scene: Scene) -> list[tuple[Keeper, Kept]]:
    """The things of which this person may know how long they are kept. Raises Refused where there is none."""
    found = [(keeper, keeper.thing.of(scene.review)) for keeper in keepers()]
    asked = [keeper.thing.may_read(scene, kept) for keeper, kept in found]
    if not any(asked):
        asked[0].require()
    return [one for one, allowed in zip(found, asked, strict=True) if allowed]


def may_decide(scene: Scene) -> Decision:
    """Hold a thing, lift the hold, and know what for."""
    return only_if(scene.plays(Part.HOST_HEAD), _("Only the {head} of the {school} holds this, or lifts the hold."))


def may_hold(scene: Scene, thing: Thing, kept: Kept) -> Decision:
    """Keep it for longer than its time."""
    if not may_decide(scene):
        return may_decide(scene)
    if kept.deleted_on:
        return no(thing.gone(kept))
    if kept.days is None:
        return thing.may_read(scene, kept)
    return only_if(kept.held_on is None, _("This is held already."))


def may_lift(scene: Scene, kept: Kept) -> Decision:
    """Let its time count again."""
    if not may_decide(scene):
        return may_decide(scene)
    return only_if(kept.held_on is not None, _("This is not held."))


def may_delete(thing: Thing, kept: Kept, *, on: dt.date) -> Decision:
    """What the nightly job asks once more, when nobody can change the answer any longer."""
    if kept.held_on:
        return no(held(thing, kept))
    return only_if(kept.is_due(on), _("This is still to be kept."))


def held(thing: Thing, kept: Kept) -> str:
    """That there is a hold."""
    return str(thing.held) % {"day": dates.long(kept.held_on)}
