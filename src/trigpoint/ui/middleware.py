"""Pages for what the kernel answers in place of doing what was asked."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trigpoint.kernel.errors import Missing, Refused, Stale, TrigpointError, Unacceptable
from trigpoint.kernel.words import speaking
from trigpoint.ui.web import is_fragment


class ErrorPages:
    """Turns the kernel's errors that leave a view into a page that says why and what to do, or htmx's part of one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with speaking(None):  # each request begins in the product's words
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TrigpointError):
            return None
        name, status, context = _answer(exception)
        template = "ui/errors/fragment.html" if is_fragment(request) else f"ui/errors/{name}.html"
        return render(request, template, {**context, "status": status.value}, status=status)


def _answer(error: TrigpointError) -> tuple[str, HTTPStatus, dict[str, Any]]:
    match error:
        case Refused(reason=reason):
            return "403", HTTPStatus.FORBIDDEN, {"reason": reason}
        case Missing():
            return "404", HTTPStatus.NOT_FOUND, {}
        case Stale(message=message, current=current):
            return "409", HTTPStatus.CONFLICT, {"reason": message, "current": current}
        case Unacceptable(errors=errors):
            messages = [message for found in errors.values() for message in found]
            return "422", HTTPStatus.UNPROCESSABLE_ENTITY, {"reasons": messages}
        case _:
            raise error
