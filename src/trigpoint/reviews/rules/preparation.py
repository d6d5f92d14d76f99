"""What every change before the visit asks first."""

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules.visibility import Access, Item, may


def may_change(scene: Scene, item: Item, access: Access = Access.CHANGE) -> Decision:
    """The person's part allows it, and the review is not over."""
    allowed = may(scene.parts, access, item)
    if not allowed:
        return allowed
    match scene.review.state:
        case "closed":
            return no(_("This review is closed: it can be read, and no longer changed."))
        case "cancelled":
            return no(_("This review was cancelled: nothing in it can be changed."))
        case _:
            return YES
