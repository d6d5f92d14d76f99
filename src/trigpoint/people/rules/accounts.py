"""Who may open and close accounts."""

import uuid

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no
from trigpoint.access.hats import Hats


def may_close(hats: Hats, person_id: uuid.UUID) -> Decision:
    """Operators, and not their own: the last one would lock everybody out."""
    if not hats.is_operator:
        return no(_("Accounts are closed and opened by the people who run Trigpoint."))
    if hats.person_id == person_id:
        return no(_("You can't close your own account. Another operator can."))
    return YES
