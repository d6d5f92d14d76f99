"""
Who looks for dates and teams, and who sees why somebody can't.

A partnership's lead plans for the partnership. The programme's staff plan for all its partnerships; they publish only
where the programme says that its staff set dates and teams. Nobody else sees a draft, an availability or a conflict.
"""

import uuid

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.allocation.queries.scope import Scope
from trigpoint.programmes.queries.scope import is_staff
from trigpoint.reviews.rules.planning import may_plan as may_plan_reviews
from trigpoint.reviews.rules.planning import staff_plan


def may_draft(hats: Hats, scope: Scope) -> Decision:
    """Look for dates and teams, pin, swap: the partnership's lead and the programme's staff."""
    if is_staff(hats, network_id=scope.network.pk, programme_id=scope.programme.pk):
        return YES
    if scope.partnership is not None and leads(hats, scope.partnership.pk):
        return YES
    if scope.partnership is None:
        return no(_("The programme's staff plan for all its partnerships together."))
    return no(_("Dates and teams are planned by the partnership lead."))


def may_publish(hats: Hats, scope: Scope) -> Decision:
    """Whether what was found may become everybody's dates."""
    if scope.partnership is not None:
        partnership = scope.partnership
        return may_plan_reviews(hats, partnership.pk, partnership.state, programme=scope.programme)
    if not is_staff(hats, network_id=scope.network.pk, programme_id=scope.programme.pk):
        return no(_("The programme's staff plan for all its partnerships together."))
    words = _(
        "In this programme dates and teams are set by the partnership leads. Its settings can let the staff do it too."
    )
    return only_if(staff_plan(hats, scope.programme), words)


def leads(hats: Hats, partnership_id: uuid.UUID) -> bool:
    return hats.has(Role.PARTNERSHIP_LEAD, place=Place.PARTNERSHIP, place_id=partnership_id)
