"""Who reads and writes the self-evaluation."""

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules.preparation import may_change
from trigpoint.reviews.rules.visibility import Access, Item, When, may

ITEM = Item.SELF_EVALUATION


def may_read(scene: Scene, *, is_shared: bool, is_released: bool) -> Decision:
    """`is_released`: the school has opened its pack to the team, and this person's school has signed."""
    return may(scene.parts, Access.READ, ITEM, When(shared=is_shared, released=is_released))


def may_write(scene: Scene, *, is_complete: bool) -> Decision:
    allowed = may_change(scene, ITEM)
    if allowed and is_complete:
        return no(_("The {self_evaluation} is complete. The {headteacher} can open it again until it is released."))
    return allowed


def may_complete(scene: Scene, *, is_complete: bool) -> Decision:
    allowed = may_change(scene, ITEM, Access.APPROVE)
    if not allowed and may(scene.parts, Access.CHANGE, ITEM):
        return no(_("Only the {headteacher} says that the {self_evaluation} is complete."))
    if allowed and is_complete:
        return no(_("The {self_evaluation} is complete already."))
    return allowed


def may_reopen(scene: Scene, *, is_complete: bool, was_released: bool) -> Decision:
    allowed = may_change(scene, ITEM, Access.APPROVE)
    if not allowed:
        return allowed
    if was_released:
        return no(_("The team has the {self_evaluation} now. Withdraw the data pack first to open it again."))
    return only_if(is_complete, _("The {self_evaluation} is open already."))


def may_share(scene: Scene) -> Decision:
    """With the school's governors: the headteacher alone."""
    return may_change(scene, ITEM, Access.APPROVE)
