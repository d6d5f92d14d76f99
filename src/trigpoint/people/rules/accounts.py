"""Who may open and close accounts."""

import uuid

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.access.hats import Hats


def may_find(hats: Hats) -> Decision:
    """Operators may look an account up by its address."""
    return only_if(hats.is_operator, _("Accounts are closed and opened by the people who run Trigpoint."))


def may_close(hats: Hats, person_id: uuid.UUID) -> Decision:
    """Operators, and not their own: the last one would lock everybody out."""
    if not (allowed := may_find(hats)):
        return allowed
    if hats.person_id == person_id:
        return no(_("You can't close your own account. Another operator can."))
    return YES
