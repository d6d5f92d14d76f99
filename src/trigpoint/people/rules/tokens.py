"""Who may have a token for the API."""

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no
from trigpoint.access.hats import Hats

MOST_DAYS = 366
MOST_AT_ONCE = 20


def may_make(hats: Hats, *, second_factor: bool) -> Decision:
    """Anybody, for themselves; staff only after showing their second factor."""
    if hats.needs_second_factor and not second_factor:
        return no(_("Your role asks for a second factor: sign in with it, then make the token."))
    return YES


def may_act(hats: Hats, *, second_factor: bool) -> Decision:
    """Whether a token made with or without a second factor may act for a person with these hats."""
    if hats.needs_second_factor and not second_factor:
        return no(_("This token was made without a second factor, which your role now asks for. Make a new one."))
    return YES
