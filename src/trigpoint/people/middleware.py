"""Puts the person's hats on the request: looked up once, and only when a rule asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from trigpoint.access.hats import NOBODY, Hats
from trigpoint.kernel import clock
from trigpoint.people.queries.hats import hats_of


class HatsMiddleware:
    """Sets `request.hats`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.hats = SimpleLazyObject(lambda: _hats(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _hats(request: HttpRequest) -> Hats:
    if not request.user.is_authenticated:
        return NOBODY
    return hats_of(request.user.pk, on=clock.today())
