"""What a comparison is made with: the two versions, one change, and how it is said."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from trigpoint.kernel.words import gettext as _
from trigpoint.kernel.words import noop
from trigpoint.programmes.language import sayings
from trigpoint.programmes.language.definition import Definition

MONTHS = (
    noop("January"), noop("February"), noop("March"), noop("April"), noop("May"), noop("June"), noop("July"),
    noop("August"), noop("September"), noop("October"), noop("November"), noop("December"),
)  # fmt: skip

type FindFramework = Callable[[str, str], Mapping[str, Any] | None]
"""A framework's content by key and version, or None where it is not known."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changes. `part` and `key` say of what in the file."""

    part: str
    key: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two versions, and where the frameworks that they name are found."""

    old: Definition
    new: Definition
    find: FindFramework

    def framework(self, ref: Any) -> str:
        """A framework by its title, where that is known."""
        found = self.find(ref.key, ref.version)
        named = {"key": found["title"] if found else ref.key, "version": ref.version}
        return _("%(key)s, version %(version)s") % named

    def themes(self, model: Definition) -> dict[str, str]:
        """The themes of the model's own framework by their codes."""
        found = self.find(model.framework_key, model.framework_version) or {}
        return {theme["code"]: theme["name"] for theme in found.get("themes", ())}


def change(part: str, key: str, text: str) -> Change:
    return Change(part=part, key=key, text=text)


def now(part: str, key: str, what: str, new: object, old: object) -> Change:
    text = _("%(what)s: now %(new)s; it was %(old)s.") % {"what": what, "new": said(new), "old": said(old)}
    return change(part, key, text)


def said(value: object) -> str:
    """A value as people write it."""
    if value is None or value in ("", ()):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(said(each) for each in value)
    if isinstance(value, dt.date):
        return f"{value.day} {_(MONTHS[value.month - 1])} {value.year}"
    text = str(value)
    return f"“{text}”" if text.endswith((".", "?", "!")) else text


def words(name: str, values: Iterable[object]) -> tuple[str, ...]:
    """Words of the file, each as people read it."""
    return tuple(sayings.of(name, value) for value in values)


def at_most(number: int | None) -> object:
    return _("as many as there are") if number is None else number


def keyed[T](
    old: Iterable[T],
    new: Iterable[T],
    part: str,
    *,
    key: Callable[[T], str],
    added: Callable[[T], str],
    gone: Callable[[T], str],
    other: Callable[[T, T], Iterable[str]],
) -> Iterator[Change]:
    """Things of a list by their key: new ones, those that are there in both, those that are gone."""
    before = {key(each): each for each in old}
    after = {key(each): each for each in new}
    for name, each in after.items():
        if name not in before:
            yield change(part, name, added(each))
        else:
            yield from (change(part, name, text) for text in other(before[name], each))
    for name, each in before.items():
        if name not in after:
            yield change(part, name, gone(each))


def renamed(old: str, new: str) -> Iterator[str]:
    if old != new:
        yield _("“%(old)s” is now called “%(new)s”.") % {"old": old, "new": new}


def lines(title: str, pairs: Iterable[tuple[str, object, object]]) -> Iterator[str]:
    """What differs of one thing, a sentence each."""
    for what, old, new in pairs:
        if old != new:
            named = {"title": title, "what": what, "new": said(new), "old": said(old)}
            yield _("“%(title)s”, %(what)s: now %(new)s; it was %(old)s.") % named


def titles(things: Iterable[Any]) -> dict[str, str]:
    return {each.key: each.title for each in things}


def stages(model: Definition, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(model.stage_by_key[key].title for key in keys)


def roles(model: Definition, keys: Iterable[str] | None) -> tuple[str, ...] | None:
    return tuple(model.role_label(key) for key in keys) if keys is not None else None
