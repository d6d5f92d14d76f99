"""Who a call to the API comes from: a personal token in its Authorization header."""

import datetime as dt

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Refused
from trigpoint.people import actions, queries
from trigpoint.people.queries.accounts import Account
from trigpoint.people.rules.tokens import may_act

READING = frozenset({"GET", "HEAD", "OPTIONS"})
NOTED_EVERY = dt.timedelta(minutes=10)
WRONG_TOKENS = {"api_token": "30/m/ip"}


class PersonalToken(HttpBearer):
    """
    `Authorization: Bearer trigpoint_…`

    Puts the person on the request as a session would: `request.auth` and `request.user` are the account,
    `request.hats` what they may act as today. Cookies count for nothing here.
    """

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        at = clock.now()
        bearer = queries.tokens.behind(token, at=at)
        if bearer is None:
            if not ratelimit.consume(
                request, app="trigpoint.people", action="api_token", config=WRONG_TOKENS, limit_get=True
            ):
                raise HttpError(429, _("That was too many tokens that don't work. Wait a minute."))
            return None
        hats = queries.hats.hats_of(bearer.person.pk, on=clock.today())
        may_act(hats, second_factor=bearer.second_factor).require()
        if request.method not in READING and not bearer.may_write:
            raise Refused(_("This token may only read. Make one that may change things."))
        request.user = bearer.person
        request.hats = hats
        if bearer.last_used_at is None or at - bearer.last_used_at > NOTED_EVERY:
            actions.tokens.note_use(bearer.token_id, at=at)
        return bearer.person
