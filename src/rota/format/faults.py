"""What is wrong with a file: each mistake with its place and its reason."""

from collections.abc import Sequence
from typing import NamedTuple


class Fault(NamedTuple):
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class Unreadable(Exception):
    """A file that is malformed or contradicts itself, with every mistake that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))
