"""What a report is made of, before it is a page or a PDF. A number in a text carries the key that it was looked up by."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

from trigpoint.evaluation.study.figures import Figure
from trigpoint.evaluation.study.words import gettext as _
from trigpoint.evaluation.study.words import ngettext

OPEN, SEPARATOR, CLOSE = "\ue000", "\ue001", "\ue002"
LOOKED_UP = re.compile(f"{OPEN}([^{SEPARATOR}]*){SEPARATOR}([^{CLOSE}]*){CLOSE}")
NOTHING = "–"


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of ours; `quiet` for where something comes from, or what is not said here."""

    text: str
    quiet: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Given:
    """What somebody else wrote: shown as they wrote it."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What a hurried reader takes away."""

    title: str
    texts: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`code`: T1 to T22, or another name. The first cell of a row names it. `words`: columns that hold words, not numbers."""

    code: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    words: frozenset[int] = frozenset({0})


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    figure: Figure


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """A file as it is."""

    text: str


type Block = Heading | Words | Given | Items | Answer | Table | Picture | Code


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    title: str
    subtitle: str
    date: str
    language: str
    blocks: tuple[Block, ...]


def part(name: str) -> str:
    """A name as a part of a key, as JSON pointers write it (RFC 6901): a column's may hold a slash."""
    return name.replace("~", "~0").replace("/", "~1")


def plain(text: str) -> str:
    """The text without the keys of its numbers."""
    return LOOKED_UP.sub(r"\2", text)


@dataclasses.dataclass(frozen=True, slots=True)
class Numbers:
    """The results, looked up by key: `/specifications/nn1/estimate`."""

    results: Mapping[str, Any]

    def at(self, key: str) -> Any:
        """What stands there; None where nothing does."""
        found: Any = self.results
        for name in key.strip("/").split("/"):
            if isinstance(found, Mapping):
                found = found.get(name.replace("~1", "/").replace("~0", "~"))
            elif (
                isinstance(found, Sequence) and not isinstance(found, str) and name.isdigit() and int(name) < len(found)
            ):
                found = found[int(name)]
            else:
                return None
        return found

    def _marked(self, key: str, text: str) -> str:
        return f"{OPEN}{key}{SEPARATOR}{text}{CLOSE}"

    def fixed(self, key: str, decimals: int = 3) -> str:
        value = self.at(key)
        return NOTHING if value is None else self._marked(key, fixed(value, decimals))

    def count(self, key: str) -> str:
        value = self.at(key)
        return NOTHING if value is None else self._marked(key, f"{int(value):,}")

    def percent(self, key: str, decimals: int = 1) -> str:
        value = self.at(key)
        return NOTHING if value is None else self._marked(key, fixed(100 * value, decimals) + "%")

    def large(self, key: str, most: int = 1000, decimals: int = 1) -> str:
        """A figure that says no more once it is beyond `most`."""
        value = self.at(key)
        if value is None or value <= most:
            return self.fixed(key, decimals)
        return self._marked(key, _("more than %(most)s") % {"most": f"{most:,}"})

    def p(self, key: str) -> str:
        value = self.at(key)
        return NOTHING if value is None else self._marked(key, p_value(value))

    def p_said(self, key: str) -> str:
        """For a sentence: p = 0.731, p < 0.001."""
        value = self.at(key)
        if value is None:
            return NOTHING
        return self._marked(key, "p < 0.001" if value < 0.001 else f"p = {value:.3f}")

    def text(self, key: str) -> str:
        value = self.at(key)
        return NOTHING if value in (None, "") else str(value)

    def interval(self, key: str, decimals: int = 3, *, low: str = "low", high: str = "high") -> str:
        if self.at(f"{key}/{low}") is None:
            return NOTHING
        said = {"low": self.fixed(f"{key}/{low}", decimals), "high": self.fixed(f"{key}/{high}", decimals)}
        return _("%(low)s to %(high)s") % said

    def with_interval(self, key: str, decimals: int = 3, *, of: str = "estimate") -> str:
        """An estimate, or what else the interval is `of`, and its interval."""
        if self.at(f"{key}/{of}") is None:
            return NOTHING
        return f"{self.fixed(f'{key}/{of}', decimals)} ({self.interval(key, decimals)})"

    def months(self, key: str, *, sign: int = 1) -> str:
        """Months with those of the interval; there is no way to have one without the other. `sign` -1: so many less."""
        given = self.at(f"{key}/months")
        if given is None:
            return NOTHING
        ends = ("low", "high") if sign > 0 else ("high", "low")
        names = {"estimate": "estimate", "low": ends[0], "high": ends[1]}
        said = {
            part: self._marked(f"{key}/months/{name}", fixed(sign * given[name], 0)) for part, name in names.items()
        }
        words = ngettext(
            "%(estimate)s month (%(low)s to %(high)s)",
            "%(estimate)s months (%(low)s to %(high)s)",
            abs(given["estimate"]),
        )
        return words % said


def fixed(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def p_value(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.3f}"
