"""An action as a call: its request is its signature, so that a parameter is written once."""

import dataclasses
import inspect
import re
import typing
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pydantic
from django.db import models
from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.kernel import clock
from trigpoint.ui.api.problems import Problem, checked_text

GIVEN = frozenset({"actor", "at"})
_CONVERTERS: dict[str, type] = {"uuid": uuid.UUID, "int": int}
_PLACE = re.compile(r"{(?:(\w+):)?(\w+)}")


class Done(Schema):
    """What a write answers: the row written, and its version where it has one (to be sent with the next write)."""

    id: uuid.UUID | None = None
    version: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """An action as the API sees it: what is in the path, what is looked up, what stands in the body."""

    action: Callable[..., Any]
    resolve: Mapping[str, Callable[..., Any]]
    in_path: Mapping[str, type]
    body: type[pydantic.BaseModel] | None

    def run(self, request: HttpRequest, values: dict[str, Any]) -> Any:
        body = values.pop("body", None)
        known = {**values, **({name: getattr(body, name) for name in type(body).model_fields} if body else {})}
        for name, resolver in self.resolve.items():
            known[name] = resolver(request, **{asked: known[asked] for asked in _asked(resolver)})
        wanted = set(_parameters(self.action)) - GIVEN
        kwargs = {name: value for name, value in known.items() if name in wanted}
        return self.action(actor=getattr(request, "auth", None), at=clock.now(), **kwargs)


def expose(
    router: Router,
    method: str,
    path: str,
    action: Callable[..., Any],
    *,
    resolve: Mapping[str, Callable[..., Any]] | None = None,
    response: Any = Done,
    answer: Callable[[Any], Any] | None = None,
    operation_id: str = "",
) -> None:
    """
    Add a call that runs an action: `expose(router, "POST", "/reviews/{uuid:review_id}/team", actions.team.appoint, …)`.

    `resolve` says how each row that the action takes is found: a function of the request and of what it names, which
    may be a part of the path, a field of the body (added when the action has none of that name), or a row resolved
    before it. It raises Missing for what the person may not know of. All other parameters, except `actor` (the token's
    person) and `at` (now), make up the body, with their types and defaults.

    `answer` turns the action's result into the `response`; without it `Done` tells the row's id and version.
    Raises TypeError when a parameter is a row that nothing resolves.
    """
    name = operation_id or getattr(action, "action_name", "")
    if not name:
        raise TypeError(f"{action} is no registered action: give an operation_id")
    resolvers = dict(resolve or {})
    in_path = {found: _CONVERTERS.get(kind, str) for kind, found in _PLACE.findall(path)}
    call = _Call(action=action, resolve=resolvers, in_path=in_path, body=_body(name, action, resolvers, in_path))

    def view(request: HttpRequest, **values: Any) -> Any:
        result = call.run(request, values)
        return answer(result) if answer else _done(result) if response is Done else result

    view.__name__ = name.replace(".", "_")
    view.__doc__ = inspect.getdoc(action)
    view.__signature__ = _signature(call)  # type: ignore[attr-defined]
    router.add_api_operation(
        path,
        [method],
        view,
        operation_id=name,
        summary=_summary(name),
        response={200: response, frozenset({400, 401, 403, 404, 409, 413, 422}): Problem},
    )


def _parameters(function: Callable[..., Any]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(function).parameters


def _asked(resolver: Callable[..., Any]) -> list[str]:
    """What a resolver names after the request."""
    return list(_parameters(resolver))[1:]


def _types(function: Callable[..., Any]) -> dict[str, Any]:
    return typing.get_type_hints(inspect.unwrap(function), include_extras=True)


def _body(
    name: str, action: Callable[..., Any], resolve: Mapping[str, Callable[..., Any]], in_path: Mapping[str, type]
) -> type[pydantic.BaseModel] | None:
    """The request's schema; None when nothing is left to say in it."""
    fields: dict[str, Any] = {}
    sources = [(action, lambda parameter: parameter not in GIVEN and parameter not in resolve)]
    sources += [(resolver, lambda parameter: parameter not in resolve) for resolver in resolve.values()]
    for function, is_asked in sources:
        types = _types(function)
        skip = 0 if function is action else 1
        for parameter in list(_parameters(function).values())[skip:]:
            if parameter.name in in_path or parameter.name in fields or not is_asked(parameter.name):
                continue
            kind = types[parameter.name]
            _refuse_rows(name, parameter.name, kind)
            default = ... if parameter.default is inspect.Parameter.empty else parameter.default
            fields[parameter.name] = (kind, default)
    if not fields:
        return None
    title = "".join(word.capitalize() for word in re.split(r"[._]", name))
    return pydantic.create_model(title, __base__=_Body, **fields)


class _Body(pydantic.BaseModel):
    """Says so when something is sent that the call does not know: a mistyped name must not be lost silently."""

    model_config = pydantic.ConfigDict(extra="forbid")

    @pydantic.field_validator("*", mode="before")
    @classmethod
    def _text_that_can_be_kept(cls, value: Any) -> Any:
        return checked_text(value)


def _refuse_rows(name: str, parameter: str, kind: Any) -> None:
    for part in (kind, *typing.get_args(kind)):
        if isinstance(part, type) and issubclass(part, models.Model):
            raise TypeError(f"{name}: say in `resolve` how {parameter} is found")


def _signature(call: _Call) -> inspect.Signature:
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)]
    parameters += [inspect.Parameter(name, keyword, annotation=kind) for name, kind in call.in_path.items()]
    if call.body is not None:
        may_be_left_out = all(not field.is_required() for field in call.body.model_fields.values())
        default = call.body() if may_be_left_out else inspect.Parameter.empty
        parameters.append(inspect.Parameter("body", keyword, annotation=call.body, default=default))
    return inspect.Signature(parameters)


def _summary(name: str) -> str:
    """Say `reviews.appoint_member` as "Appoint member"."""
    return name.rpartition(".")[2].replace("_", " ").capitalize()


def _done(result: Any) -> Done:
    found = getattr(result, "pk", None)
    version = getattr(result, "version", None)  # of some rows another row, or a name
    return Done(
        id=found if isinstance(found, uuid.UUID) else None, version=version if isinstance(version, int) else None
    )
