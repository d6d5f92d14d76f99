"""How one value of a file is read: each reader returns it, or raises ValueError with the reason."""

import functools
import math
from collections.abc import Callable
from datetime import date
from typing import Any

from rota.problem import Span

Read = Callable[[Any], Any]


def text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"a text is expected, not {value!r}")
    return value


def words(value: Any) -> str:
    """A text that may be empty or missing."""
    return "" if value is None or value == "" else text(value)


def maybe[T](read: Callable[[Any], T]) -> Callable[[Any], T | None]:
    return lambda value: None if value is None else read(value)


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"true or false is expected, not {value!r}")
    return value


def number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"a number is expected, not {value!r}")
    return value


def amount(value: Any) -> float:
    if number(value) < 0:
        raise ValueError(f"{value} is below nought")
    return number(value)


def count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"a whole number is expected, not {value!r}")
    if value < 0:
        raise ValueError(f"{value} is below nought")
    return value


def between(low: float, high: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if not low <= number(value) <= high:
            raise ValueError(f"{value} isn't between {low:g} and {high:g}")
        return number(value)

    return read


def length(value: Any) -> int:
    if not 1 <= count(value) <= 5:
        raise ValueError(f"a visit lasts one to five days, not {value}")
    return count(value)


@functools.lru_cache(maxsize=4096)
def _day(value: str) -> date:
    return date.fromisoformat(value)


def day(value: Any) -> date:
    try:
        return _day(text(value))
    except ValueError:
        raise ValueError(f"a day such as 2026-09-14 is expected, not {value!r}") from None


@functools.lru_cache(maxsize=65536)
def _span(first: str, last: str) -> Span:
    span = Span(day(first), day(last))
    if span.last < span.first:
        raise ValueError(f"ends on {last}, before it begins on {first}")
    return span


def span(value: Any) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"two days, from and to, are expected, not {value!r}")
    return _span(text(value[0]), text(value[1]))


def one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"one of {', '.join(allowed)} is expected, not {value!r}")
        return str(value)

    return read


def many[T](read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    def read_all(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise ValueError(f"a list is expected, not {value!r}")
        return tuple(map(read, value))

    return read_all


def table[T](read: Callable[[Any], T]) -> Callable[[Any], dict[str, T]]:
    def read_all(value: Any) -> dict[str, T]:
        if not isinstance(value, dict):
            raise ValueError(f"an object is expected, not {value!r}")
        return {name: read(item) for name, item in value.items()}

    return read_all
