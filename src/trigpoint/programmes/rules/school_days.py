"""Who keeps a school's own days and what it can spare."""

import uuid

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.programmes.queries.school_days import Where
from trigpoint.programmes.queries.scope import is_staff


def may_keep(hats: Hats, *, network_id: uuid.UUID, school_id: uuid.UUID, where: Where) -> Decision:
    """The school's head, the lead of a partnership that it is in, and the programme's staff."""
    if Role.HEAD in hats.roles_at(Place.SCHOOL, school_id, network_id=network_id):
        return YES
    if not hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD).isdisjoint(where.partnership_ids):
        return YES
    if any(is_staff(hats, network_id=network_id, programme_id=programme) for programme in where.programme_ids):
        return YES
    return no(_("A school's own days are kept by its head, its partnership's lead and the programme's staff."))
