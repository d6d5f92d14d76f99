"""Who draws up the timetable of the visit, and who reads it."""

from trigpoint.access.decision import Decision, no
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules.preparation import may_change
from trigpoint.reviews.rules.visibility import Access, Item, may


def may_read(scene: Scene) -> Decision:
    return may(scene.parts, Access.READ, Item.TIMETABLE)


def may_write(scene: Scene) -> Decision:
    """The lead draws it up; the headteacher may change what is there."""
    allowed = may_change(scene, Item.TIMETABLE)
    if not allowed and may_read(scene):
        return no(_("The {lead} draws up the timetable, with the {headteacher}."))
    return allowed


def may_add(scene: Scene) -> Decision:
    if may_write(scene) and not scene.plays(Part.LEAD):
        return no(_("The {lead} adds activities; you can change what is there."))
    return may_write(scene)
