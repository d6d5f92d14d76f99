"""What every page's view leans on: run an action for a form, and show a page with the right status."""

import inspect
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from trigpoint.kernel.errors import NeedsReason, Refused, Stale, Unacceptable
from trigpoint.ui import rendering
from trigpoint.ui.forms import LONG_TEXT

_STATUS = "_status"


def act(form: forms.BaseForm, action: Callable[..., Any], **given: Any) -> Any:
    """
    Run an action with what was typed; on a refusal put the reason on the form and return None.

    Parameters of the action that are not given are taken from the form's cleaned data, and `reason` from what was
    posted. Returns the action's result, or True where that is None. The caller then redirects; after None it shows the
    page again with `show`, which answers 422, 403 or 409 with everything that was typed still there.
    """
    if not form.is_valid():
        return None
    parameters = inspect.signature(action).parameters
    taken = {k: v for k, v in form.cleaned_data.items() if k in parameters}
    if "reason" in parameters and "reason" not in form.fields:
        taken["reason"] = str(form.data.get(form.add_prefix("reason"), "")).strip()[:LONG_TEXT]
    try:
        result = action(**{**taken, **given})
    except Unacceptable as error:
        _put(form, error.errors)
        _mark(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NeedsReason as error:
        _ask_why(form, error)
        _mark(form, HTTPStatus.FORBIDDEN)
    except Refused as error:
        form.add_error(None, error.reason)
        _mark(form, HTTPStatus.FORBIDDEN)
    except Stale as error:
        _show_both(form, error)
        _mark(form, HTTPStatus.CONFLICT)
    else:
        return True if result is None else result
    if taken.get("reason") and "reason" not in form.fields:
        form.fields["reason"] = _reason_field()
    return None


def _mark(form: forms.BaseForm, status: HTTPStatus) -> None:
    setattr(form, _STATUS, status)


def _put(form: forms.BaseForm, errors: Mapping[str, list[str]]) -> None:
    """Put messages on the fields that they are about; what is about no field of this form goes to the form as a whole."""
    for name, messages in errors.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, message)


def _reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why go on all the same?"),
        help_text=_("This is kept with what you do, for those who answer for the review."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


def _ask_why(form: forms.BaseForm, error: NeedsReason) -> None:
    """Name every soft guard in the way, and ask for the reason in a field of its own at the end of the form."""
    form.fields.setdefault("reason", _reason_field())
    for breach in error.breaches:
        form.add_error(None, str(breach.message))
    form.add_error("reason", _("Say why, to go on all the same"))


def _show_both(form: forms.BaseForm, error: Stale) -> None:
    """
    Show beside each field what has been saved in the meantime; what was typed stays in the field.

    A hidden `version` is moved on to the current one: to save again is then to decide, with both in sight.
    """
    form.add_error(None, error.message)
    for name, value in error.current.items():
        field = form.fields.get(name)
        if field is None or form[name].is_hidden:
            continue
        if value != form.cleaned_data.get(name, form[name].value()):
            field.before_input = format_html(
                '<div class="govuk-inset-text app-now"><strong>{}</strong><br>{}</div>',
                _("Saved in the meantime:"),
                _readable(field, value),
            )
    version = error.current.get("version")
    if version is not None and "version" in form.fields:
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = str(version)


def _readable(field: forms.Field, value: Any) -> str:
    """A value as people read it: the label of a choice, lines as lines, an empty one said."""
    labels = {str(key): text for _group, key, text in rendering.choices_of(field)}
    if isinstance(value, list | tuple | set):
        return ", ".join(labels.get(str(v), str(v)) for v in value) or _("nothing")
    text = labels.get(str(value), "" if value is None else str(value))
    return format_html_join("", "{}<br>", ((line,) for line in text.splitlines())) or _("nothing")


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int | None = None
) -> HttpResponse:
    """Render a page; a form in it that was refused, or has something to put right, sets the status."""
    values = dict(context or {})
    if status is None:
        bound = rendering.forms_in(values)
        refused = [getattr(form, _STATUS) for form in bound if hasattr(form, _STATUS)]
        faulty = [HTTPStatus.UNPROCESSABLE_ENTITY for form in bound if form.errors]
        status = next(iter([*refused, *faulty]), HTTPStatus.OK)
    return render(request, template, values, status=status)


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page (a boosted link asks for a whole one)."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


_NOT_SHOWN_AGAIN = ("csrf", "password", "code", "token", "secret")


def _typed(request: HttpRequest) -> list[dict[str, str]]:
    """What was typed into a page of ours, to be shown again so that nothing is lost. Nothing from another site."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(origin, {request.get_host()}):
        return []
    return [
        {"name": name, "text": text}
        for name, texts in request.POST.lists()
        for text in texts
        if text.strip() and not any(part in name.lower() for part in _NOT_SHOWN_AGAIN)
    ]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page's key was out of date (two tabs, a night between): nothing was saved, and here is what was typed."""
    return render(request, "ui/errors/csrf.html", {"typed": _typed(request)}, status=HTTPStatus.FORBIDDEN)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A body that is too large, or one that can't be read."""
    large = isinstance(exception, RequestDataTooBig)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if large else HTTPStatus.BAD_REQUEST
    return render(request, "ui/errors/bad_request.html", {"large": large}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=HTTPStatus.NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/403.html", {"reason": str(exception)}, status=HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered with nothing but the template: whatever failed may fail again."""
    return HttpResponse(loader.render_to_string("ui/errors/500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
