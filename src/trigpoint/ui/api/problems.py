"""
Refusals that a program can read: RFC 9457, `application/problem+json`.

`type` is one of the few kinds below and never changes; `detail` is the sentence that a person would read on the page.
"""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as FormError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signals import got_request_exception
from django.db import DataError, models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.log import log_response
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from trigpoint.kernel.errors import Missing, NeedsReason, Refused, Stale, TrigpointError, Unacceptable
from trigpoint.kernel.sources import DEEPEST, NO_TEXT

KIND = "urn:trigpoint:problem:"


class Problem(Schema):
    """
    Why a call was not carried out. Some kinds say more: `guard` (refused), `breaches` (needs-reason: ask again with a
    `reason`), `current` (stale: what is saved now, its `version` among it), `errors` (unacceptable: by field).
    """

    type: str
    title: str
    status: int
    detail: str = ""
    guard: str | None = None
    breaches: list[dict[str, Any]] | None = None
    current: dict[str, Any] | None = None
    errors: dict[str, list[str]] | None = None


class _Encoder(DjangoJSONEncoder):
    """What was saved in the meantime may hold anything; what has no JSON is given as its text, rows as their id."""

    def default(self, o: Any) -> Any:
        if isinstance(o, models.Model):
            return str(o.pk)
        if isinstance(o, set | frozenset):
            return sorted(map(str, o))
        try:
            return super().default(o)
        except TypeError:
            return str(o)


def problem(kind: str, status: HTTPStatus, title: str, detail: str = "", **more: Any) -> HttpResponse:
    body = {"type": f"{KIND}{kind}", "title": title, "status": status.value, "detail": detail, **more}
    content = json.dumps(body, cls=_Encoder)
    response = HttpResponse(content, status=status, content_type="application/problem+json")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def answer_problems(api: NinjaAPI) -> None:
    """Have an API answer every refusal as a problem, and every fault of ours."""
    for kind, handler in {
        TrigpointError: _kernel,
        Http404: _not_found,
        PermissionDenied: _denied,
        HttpError: _http,
        AuthenticationError: _unauthorised,
        ValidationError: _mistyped,
        FormError: _form,
        DataError: _too_long,
        RequestDataTooBig: _too_large,
        Exception: _fault,
    }.items():
        api.add_exception_handler(kind, handler)


def _kernel(request: HttpRequest, error: TrigpointError) -> HttpResponse:
    match error:
        case NeedsReason(breaches=breaches, reason=reason):
            told = [{"guard": b.guard, "message": str(b.message)} for b in breaches]
            return problem("needs-reason", HTTPStatus.FORBIDDEN, _("Say why"), reason, guard=error.guard, breaches=told)
        case Refused(reason=reason, guard=guard):
            more = {"guard": guard} if guard else {}
            return problem("refused", HTTPStatus.FORBIDDEN, _("This is not open to you"), reason, **more)
        case Missing():
            return _not_found(request, error)
        case Stale(message=message, current=current):
            return problem("stale", HTTPStatus.CONFLICT, _("Somebody else saved first"), message, current=current)
        case Unacceptable(errors=errors):
            return _unacceptable(errors)
        case _:
            raise error


def _unacceptable(errors: Mapping[str, Iterable[str]]) -> HttpResponse:
    told = {name: [str(message) for message in messages] for name, messages in errors.items()}
    detail = " ".join(message for messages in told.values() for message in messages)
    title = _("There is something to put right")
    return problem("unacceptable", HTTPStatus.UNPROCESSABLE_ENTITY, title, detail, errors=told)


def _not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem("missing", HTTPStatus.NOT_FOUND, _("There is nothing here"))


def _denied(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem("refused", HTTPStatus.FORBIDDEN, _("This is not open to you"), str(error))


def _unauthorised(request: HttpRequest, error: Exception) -> HttpResponse:
    detail = _("Send a personal token: Authorization: Bearer … It may have run out.")
    return problem("unauthorised", HTTPStatus.UNAUTHORIZED, _("We don’t know who asks"), detail)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    status = HTTPStatus(error.status_code)
    if status == HTTPStatus.UNAUTHORIZED:
        return _unauthorised(request, error)
    kind = "unreadable" if status == HTTPStatus.BAD_REQUEST else status.phrase.lower().replace(" ", "-")
    return problem(kind, status, _("This can’t be read") if kind == "unreadable" else status.phrase, str(error))


_WORDS = {
    "missing": "Give this",
    "extra_forbidden": "This call does not know this",
    "string_type": "Give a text",
    "int_parsing": "Give a whole number",
    "int_type": "Give a whole number",
    "bool_parsing": "Give true or false",
    "bool_type": "Give true or false",
    "list_type": "Give a list",
    "uuid_parsing": "Give an id, such as 3f0c1f6e-…",
    "uuid_type": "Give an id, such as 3f0c1f6e-…",
    "date_from_datetime_parsing": "Give a date, such as 2026-11-21",
    "date_parsing": "Give a date, such as 2026-11-21",
    "date_type": "Give a date, such as 2026-11-21",
    "datetime_parsing": "Give a date and time, such as 2026-11-21T09:30:00Z",
    "datetime_from_date_parsing": "Give a date and time, such as 2026-11-21T09:30:00Z",
}


def _mistyped(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors: dict[str, list[str]] = {}
    for fault in error.errors:
        places = [str(place) for place in fault["loc"]]
        name = ".".join(places[2:] if places[:2] == ["body", "body"] else places[1:])
        message = _WORDS.get(fault["type"]) or str(fault["msg"]).removeprefix("Value error, ")
        errors.setdefault(name, []).append(message)
    return _unacceptable(errors)


def _form(request: HttpRequest, error: FormError) -> HttpResponse:
    """What a table's own rules say of a row."""
    if hasattr(error, "error_dict"):
        return _unacceptable({"" if k == "__all__" else k: v for k, v in error.message_dict.items()})
    return _unacceptable({"": error.messages})


def _too_long(request: HttpRequest, error: DataError) -> HttpResponse:
    """The last net below the actions' own checks."""
    return _unacceptable({"": [_("Something in this is too long or too large to be kept. Shorten it.")]})


def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    title = _("This is too much in one go")
    return problem("too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, title, _("A call takes up to 5 MB."))


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Ours to mend: told to the log as the fault of a page would be, and to who asked without its words."""
    got_request_exception.send(sender=None, request=request)
    title = _("Something is wrong on our side")
    detail = _("Look whether it was saved before you ask again. What went wrong has been noted.")
    response = problem("fault", HTTPStatus.INTERNAL_SERVER_ERROR, title, detail)
    log_response("%s: %s", response.reason_phrase, request.path, response=response, request=request, exception=error)
    return response


def checked_text(value: Any, *, depth: int = 0) -> Any:
    """Refuse, anywhere in a value, a character that no table can keep, and lists in lists without end."""
    match value:
        case str() if NO_TEXT.search(value):
            raise ValueError(_("This holds a character that can’t be kept. Type it again"))
        case list() | tuple() | dict() if depth > DEEPEST:
            raise ValueError(_("This is nested too deeply to be read"))
        case list() | tuple():
            for item in value:
                checked_text(item, depth=depth + 1)
        case dict():
            for name, item in value.items():
                checked_text(name)
                checked_text(item, depth=depth + 1)
        case _:
            pass
    return value
