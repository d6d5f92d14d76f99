"""Who may publish a framework."""

from django.utils.translation import gettext as _

from trigpoint.access.decision import Decision, only_if
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Role


def may_publish(hats: Hats) -> Decision:
    """A framework serves the whole installation."""
    allowed = hats.is_operator or hats.has(Role.PROGRAMME_STAFF)
    return only_if(allowed, _("Frameworks and review models are published by programme staff or the operator."))
