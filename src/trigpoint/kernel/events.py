"""
The bus: a lower context says what has happened, a higher one reacts.

Synchronous and inside the caller's transaction; a receiver's exception undoes the whole action.
"""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened. Subclasses are named in the past tense and hold ids, not rows."""

    at: dt.datetime
    actor_id: uuid.UUID | None


_receivers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe[E: Event](kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Call the decorated function with every event of exactly this kind. Subscribing twice is once."""

    def decorate(receiver: Callable[[E], None]) -> Callable[[E], None]:
        if receiver not in _receivers[kind]:
            _receivers[kind].append(receiver)
        return receiver

    return decorate


def publish(event: Event) -> None:
    """Tell every receiver, in the order in which they subscribed."""
    for receiver in tuple(_receivers[type(event)]):
        receiver(event)
