"""Who may publish a framework, and who draws a network's maps."""

import uuid

from django.utils.translation import gettext as _

from trigpoint.access.decision import Decision, only_if
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Role


def may_publish(hats: Hats) -> Decision:
    """A framework serves the whole installation."""
    allowed = hats.is_operator or hats.has(Role.PROGRAMME_STAFF)
    return only_if(allowed, _("Frameworks and review models are published by programme staff or the operator."))


def may_draw_maps(hats: Hats, network_id: uuid.UUID) -> Decision:
    """Whoever runs a programme in the network: its maps are shared."""
    runs = any(hat.role == Role.PROGRAMME_STAFF and hat.network_id == network_id for hat in hats.worn)
    return only_if(runs, _("Maps to inspection frameworks are drawn by the programme's staff."))
