"""
What other contexts give to print in an output of a review.

A model's output has sections, such as `form:pre_review_analysis` or `accreditation`. Whoever keeps what such a section
prints registers a reader for its kind (in its `AppConfig.ready`); whoever prints the output asks here, and knows neither.
"""

import dataclasses
from collections.abc import Callable

from trigpoint.reviews.models import Review

__all__ = ["Block", "Entry", "read", "register"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question and what was said to it, in words."""

    label: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Something filled in, whole; `title` is empty where the section's own heading says enough."""

    title: str = ""
    entries: tuple[Entry, ...] = ()


type Reader = Callable[[Review, str], tuple[Block, ...]]
"""Of a review, what stands after the colon in the section's source ("" where there is none)."""

_readers: dict[str, Reader] = {}


def register(kind: str, reader: Reader) -> None:
    """Say how sections of a kind (`form`, `accreditation`) are read."""
    _readers[kind] = reader


def read(review: Review, source: str) -> tuple[Block, ...]:
    """What there is to print; empty where nothing was filled in, or nobody keeps anything of the kind."""
    kind, _, key = source.partition(":")
    reader = _readers.get(kind)
    return reader(review, key) if reader else ()
