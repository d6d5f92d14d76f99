"""What the planner's library says, in the reader's language and with names for ids."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

import rota
from trigpoint.people.queries import accounts
from trigpoint.ui import dates

NOBODY: Mapping[str, str] = {}


def words(said: rota.Words, named: Mapping[str, str] = NOBODY) -> str:
    """The sentence, with names for ids, and days as people say them."""
    return _(said.template).format(**{key: _fact(value, named) for key, value in said.facts.items()})


def _fact(value: Any, named: Mapping[str, str]) -> Any:
    match value:
        case rota.Words():
            return words(value, named)
        case dt.date():
            return dates.long(value)
        case _:
            return named.get(str(value), value)


def each(said: Iterable[rota.Words], named: Mapping[str, str]) -> list[str]:
    """Every one once."""
    return list(dict.fromkeys(words(one, named) for one in said))


def sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def broken(problem: rota.Problem, breaches: Iterable[rota.Breach]) -> list[str]:
    """Each breach once, after the school and the person that it is about. One query."""
    found = list(breaches)
    schools = {school.id: school.name for school in problem.schools}
    named = {**schools, **{review.id: schools[review.school] for review in problem.reviews}}
    named |= {
        str(pk): name for pk, name in accounts.names(uuid.UUID(one.person) for one in found if one.person).items()
    }
    told = []
    for one in found:
        about = ", ".join(named[key] for key in (one.review or one.school, one.person) if key in named)
        said = words(one.words, named)
        told.append(f"{about}: {said}" if about else said)
    return list(dict.fromkeys(told))
