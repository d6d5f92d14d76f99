"""
The one door for writes.

An action is a function with keyword-only, typed parameters, `actor` (who; None for the system) and `at` (when) among
them. The decorator runs it in one transaction and writes one ledger entry in the same transaction: both or neither.
"""

import dataclasses
import datetime as dt
import functools
import inspect
import uuid
from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from trigpoint.audit.models import Entry
from trigpoint.kernel.words import speaker, speaking


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A registered write: what the API and the tests of the architecture know of it."""

    name: str
    function: Callable[..., Any]
    signature: inspect.Signature


REGISTRY: dict[str, Action] = {}


def action[**P, R](name: str, *, subject: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """
    Register a write under `<context>.<action>`, its stable name in the ledger and the API.

    `subject` names the parameter that holds the row acted on; without it the returned row is the subject.
    Raises TypeError at import when the function is not keyword-only, typed, and given `actor` and `at`.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        _check(name, signature, subject)

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic(), speaking(speaker()):
                result = function(*args, **kwargs)
                _record(name, kwargs, kwargs.get(subject) if subject else result)
                return result

        run.action_name = name  # type: ignore[attr-defined]
        REGISTRY[name] = Action(name=name, function=run, signature=signature)
        return run

    return decorate


def _check(name: str, signature: inspect.Signature, subject: str) -> None:
    if name in REGISTRY:
        raise TypeError(f"two actions are called {name}")
    for parameter in signature.parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"{name}: {parameter.name} must be keyword-only")
        if parameter.annotation is inspect.Parameter.empty:
            raise TypeError(f"{name}: {parameter.name} needs a type")
    for needed in ("actor", "at", *([subject] if subject else [])):
        if needed not in signature.parameters:
            raise TypeError(f"{name} needs the parameter {needed}")


def _record(name: str, given: dict[str, Any], subject: Any) -> None:
    is_row = isinstance(subject, models.Model)
    Entry.objects.create(
        at=given["at"],
        verb=name,
        actor_id=getattr(given["actor"], "pk", None),
        network_id=getattr(subject, "network_id", None),
        subject_kind=subject._meta.label_lower if is_row else "",
        subject_id=subject.pk if is_row and isinstance(subject.pk, uuid.UUID) else None,
        summary={key: fact for key, value in given.items() if (fact := _fact(value)) is not None},
    )


def _fact(value: Any) -> Any:
    """What the ledger may keep of a parameter: ids, dates, numbers and switches; no words."""
    match value:
        case bool() | int() | float():
            return value
        case uuid.UUID() | dt.date():
            return str(value)
        case models.Model():
            return str(value.pk)
        case _:
            return None
