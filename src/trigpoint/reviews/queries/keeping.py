"""
How long what a review leaves behind is kept: each thing that is deleted once its time is over.

A higher context registers what it keeps (in its `AppConfig.ready`): what is said of it, how it is held, and what is done
each night. The pages, the API, the rules and the nightly job are then the same for all.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Self

from django.utils import timezone

from trigpoint.access.decision import Decision
from trigpoint.kernel.errors import Missing
from trigpoint.kernel.words import Words
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.scene import Scene

__all__ = ["Keeper", "Kept", "Thing", "keeper", "keepers", "register"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Kept:
    """
    How long a thing is kept: `days` from `since`; None: without end. `since` is None until its time begins.

    `notice`: the days before its deletion on which the head is told, so that the school can take a copy, or hold it.
    """

    days: int | None
    since: dt.date | None = None
    notice: int = 0
    told_on: dt.date | None = None
    held_on: dt.date | None = None
    held_for: str = ""
    deleted_on: dt.date | None = None

    @classmethod
    def of(cls, row: Any, *, since: dt.datetime | None, **more: Any) -> Self:
        """`row` is what its table says of a hold, the notice and the deletion; None where it says nothing yet."""
        times = {
            "since": since,
            **{f"{name}_on": getattr(row, f"{name}_at", None) for name in ("told", "held", "deleted")},
        }
        more |= {name: timezone.localdate(at) for name, at in times.items() if at}
        return cls(held_for=getattr(row, "held_for", ""), **more)

    @property
    def until(self) -> dt.date | None:
        """The last day; it goes in the night after, unless it is held or the head was not told in time."""
        if self.days is None or self.since is None:
            return None
        last = self.since + dt.timedelta(days=self.days)
        told = self.told_on + dt.timedelta(days=min(self.notice, self.days)) if self.told_on else last
        return max(last, told)

    def is_due(self, on: dt.date) -> bool:
        told = self.told_on is not None or not self.notice
        return self.held_on is None and told and self.until is not None and self.until < on

    def is_to_be_told(self, on: dt.date) -> bool:
        if not self.notice or self.told_on or self.held_on or self.deleted_on or self.until is None:
            return False
        return self.until - dt.timedelta(self.notice) <= on


@dataclasses.dataclass(frozen=True, kw_only=True)
class Thing:
    """
    Something that is kept for a time, and what is said of it. `held` and `until` name a `%(day)s`.

    `gone` says when and why it was deleted, `how_long` what holds before its time begins, `began` names its first day,
    `stays` what is left when it is deleted.
    """

    key: str
    title: Words
    of: Callable[[Review], Kept]
    may_read: Callable[[Scene, Any], Decision]
    held: Words
    until: Words
    stays: Words
    gone: Callable[[Any], str]
    how_long: Callable[[Any], str]
    began: Callable[[Any], str]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Keeper:
    """Who keeps a thing: the actions that hold it and lift the hold; and each night, of which reviews what is done."""

    thing: Thing
    hold: Callable[..., None]
    lift: Callable[..., None]
    nightly: tuple[tuple[Callable[..., Iterable[Review]], Callable[..., None]], ...]


_keepers: dict[str, Keeper] = {}


def register(known: Keeper) -> None:
    _keepers[known.thing.key] = known


def keepers() -> tuple[Keeper, ...]:
    return tuple(_keepers.values())


def keeper(key: str) -> Keeper:
    """Raises Missing."""
    if key not in _keepers:
        raise Missing
    return _keepers[key]
