"""A reviewer's take-aways are their own; their school's leaders read those that they share."""

import uuid

from django.utils.translation import gettext as _

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.access.roles import Role
from trigpoint.proformas.models import TakeAway
from trigpoint.reviews.queries.scene import Part, Scene

LEADERS = (Role.HEAD, Role.SENIOR_LEADER, Role.CHAMPION)


def may_take_away(scene: Scene) -> Decision:
    """Where the model asks for it: whoever visits, and whoever facilitates."""
    if not scene.model.follow_up.take_aways:
        return no(_("This review does not keep what reviewers take home."))
    return only_if(
        scene.plays(Part.LEAD, Part.REVIEWER, Part.FACILITATOR), _("This is for those who review: what they take home.")
    )


def may_change(person_id: uuid.UUID, take_away: TakeAway) -> Decision:
    return only_if(take_away.person_id == person_id, _("This is somebody's own: only they change it."))
