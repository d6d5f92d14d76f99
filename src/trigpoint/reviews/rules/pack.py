"""Who fills, releases and reads the data pack. Guard G1 is asked beside these: `programmes.rules.agreements`."""

from django.utils.formats import date_format

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.pack import Opening
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules.preparation import may_change
from trigpoint.reviews.rules.visibility import Access, Item, When, may

ITEM = Item.DATA_PACK


def may_read(scene: Scene, opening: Opening | None, *, is_shared: bool, has_signed: bool) -> Decision:
    """`has_signed`: the school that sends the person has signed both agreements, today."""
    facts = When(
        released=opening is not None,
        expired=opening is not None and opening.is_expired(scene.on),
        shared=is_shared,
    )
    allowed = may(scene.parts, Access.READ, ITEM, facts)
    if allowed and is_outside(scene) and not has_signed:
        return no(
            _("Your {school} has not signed both agreements of the {partnership}, so its data is not open to you.")
        )
    if not allowed and scene.plays(Part.LEAD, Part.REVIEWER) and opening is not None:
        return no(
            _("The {school}'s data pack was open to the team until %(day)s.")
            % {"day": date_format(opening.last_day, "j F Y")}
        )
    return allowed


def is_outside(scene: Scene) -> bool:
    """The person reads the pack as one of the team: each look is logged."""
    return scene.plays(Part.LEAD, Part.REVIEWER) and not scene.plays(Part.HOST_HEAD, Part.HOST_LEADER)


def may_fill(scene: Scene) -> Decision:
    """Only the headteacher puts things in and takes them out."""
    return may_change(scene, ITEM)


def may_release(scene: Scene, *, is_complete: bool, is_released: bool) -> Decision:
    allowed = may_change(scene, ITEM, Access.APPROVE)
    if not allowed:
        return no(_("Only the {headteacher} of the {school} releases its data pack."))
    if is_released:
        return no(_("The data pack is open to the team already."))
    if not is_complete and scene.model.stage_of_kind(StageKind.SELF_EVALUATION) is not None:
        return no(_("Complete the {self_evaluation} first: it goes to the team with the data pack."))
    return allowed


def may_see_looks(scene: Scene) -> Decision:
    """Who has looked: the school's own leaders."""
    return only_if(
        scene.plays(Part.HOST_HEAD, Part.HOST_LEADER), _("Who has looked is for the leaders of the {school} to know.")
    )


def open_first() -> str:
    """What somebody of the team reads who asks for contents before their look is noted."""
    return _("Open the pack first: the {school} sees who looks, and when.")
