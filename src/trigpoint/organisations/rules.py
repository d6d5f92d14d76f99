"""Who may do what with the register."""

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, only_if
from trigpoint.access.hats import Hats


def may_import(hats: Hats | None) -> Decision:
    """Operators keep the register. None is the command line of the server itself."""
    if hats is None:
        return YES
    return only_if(hats.is_operator, _("Only an operator takes files into the register."))


def may_look_up(hats: Hats) -> Decision:
    """The register is public; here it is for everyone who is signed in."""
    return only_if(hats.person_id is not None, _("Sign in to look up schools."))


def may_add_school(hats: Hats | None) -> Decision:
    """A school that no register holds is added by whoever runs things."""
    if hats is None:
        return YES
    return only_if(
        hats.is_operator or hats.has("programme_staff"),
        _("Only programme staff and operators add a school that the register doesn’t have."),
    )


def may_found_network(hats: Hats | None) -> Decision:
    """Operators found networks, and invite the staff who run programmes in them."""
    if hats is None:
        return YES
    return only_if(hats.is_operator, _("Only an operator founds a network."))
