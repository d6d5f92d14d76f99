"""A lifecycle as a table: the states a thing may be in, who has it there, and the legal moves."""

import dataclasses
from collections.abc import Iterable
from typing import Protocol

from trigpoint.kernel.errors import Refused
from trigpoint.kernel.words import Words


class HasState(Protocol):
    state: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`owner` says who moves it on; `label` is what people read (translatable)."""

    key: str
    label: Words
    owner: Words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """`refusal` is what a person reads who asks for the move from another state."""

    key: str
    sources: tuple[str, ...]
    target: str
    refusal: Words


class Lifecycle:
    """One context's table. Registered by name, so that the reference page and its test find every one."""

    registry: "dict[str, Lifecycle]" = {}

    def __init__(self, name: str, *, states: Iterable[State], moves: Iterable[Move]) -> None:
        self.name = name
        self.states = {s.key: s for s in states}
        self.moves = {m.key: m for m in moves}
        for move in self.moves.values():
            unknown = {*move.sources, move.target} - set(self.states)
            if unknown:
                raise ValueError(f"{name}: move {move.key} names unknown states {sorted(unknown)}")
        self.registry[name] = self

    @property
    def initial(self) -> str:
        return next(iter(self.states))

    @property
    def choices(self) -> list[tuple[str, Words]]:
        return [(s.key, s.label) for s in self.states.values()]

    def allows(self, thing: HasState, move: str) -> bool:
        return thing.state in self.moves[move].sources

    def advance(self, thing: HasState, move: str) -> None:
        """Set the new state (the caller saves it). Raises Refused when the move is not legal."""
        if not self.allows(thing, move):
            raise Refused(str(self.moves[move].refusal))
        thing.state = self.moves[move].target
