"""The browsable pages of the API, from our own static files."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from ninja import Swagger

# Swagger's script sets styles in its elements and draws with data: pictures; nothing else is loosened.
_POLICY: dict[str, list[Any]] = {
    "default-src": [CSP.SELF],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "frame-ancestors": [CSP.NONE],
}


class Docs(Swagger):
    """Every call, to read and to try with one's own token."""

    template = "ui/api/docs.html"


def under_its_own_policy(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @csp_override(_POLICY)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return page
