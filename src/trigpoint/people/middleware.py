"""Who is asking: signed in at all, with a second factor where that is needed, and wearing which hats."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from trigpoint.access.hats import NOBODY, Hats
from trigpoint.kernel import clock
from trigpoint.people.queries.hats import hats_of

SECOND_FACTOR_LASTS = 12 * 60 * 60
"""Seconds: a working day. Then staff show their second factor again; everybody else stays signed in for two weeks."""

# Where somebody may go who still owes the second factor: to give it, to set it up, to leave, to a child's help, and in
# a demonstration to the mail and codes.
OPEN_WITHOUT = frozenset({"account_logout", "account_inactive", "people:worried", "home:demo_people", "home:demo_mail"})
API = "/api/"


class HatsMiddleware:
    """Sets `request.hats`: looked up once, and only when a rule asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.hats = SimpleLazyObject(lambda: _hats(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _hats(request: HttpRequest) -> Hats:
    if not request.user.is_authenticated:
        return NOBODY
    return hats_of(request.user.pk, on=clock.today())


class SignInMiddleware(LoginRequiredMiddleware):
    """
    Every page is for people who are signed in, unless its view is marked `@login_not_required`.

    The API knows its callers by their tokens instead.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if request.path.startswith(API):
            return None
        found = super().process_view(request, view_func, view_args, view_kwargs)
        return _whole_page(request, found) if isinstance(found, HttpResponseRedirect) else found

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """What one person was shown is kept for nobody else, and asked for anew."""
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-cache"
        return response


class SecondFactorMiddleware:
    """Whoever holds a role that needs a second factor does nothing without having shown it in this session, today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN_WITHOUT or name.startswith("mfa_") or request.path.startswith(API):
            return None
        if not request.user.is_authenticated or not request.hats.needs_second_factor or shown(request):  # type: ignore[attr-defined]
            return None
        owed = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_index"
        going_to = request.get_full_path() if request.method == "GET" else resolve_url(settings.LOGIN_REDIRECT_URL)
        return _whole_page(request, HttpResponseRedirect(f"{reverse(owed)}?{urlencode({'next': going_to})}"))


def shown(request: HttpRequest) -> bool:
    """Whether the second factor was shown in this session within the time for which it lasts."""
    user: Any = request.user
    times = [record["at"] for record in get_authentication_records(request, user) if record["method"] == "mfa"]
    return any(time.time() - at < SECOND_FACTOR_LASTS for at in times)


def _whole_page(request: HttpRequest, redirect: HttpResponseRedirect) -> HttpResponse:
    """A redirect that htmx follows with the whole window instead of swapping a sign-in form into the page."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": redirect.url})
    return redirect
