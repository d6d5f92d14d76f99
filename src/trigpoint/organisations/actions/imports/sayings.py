"""What one row of a file says, before anybody looks at what is held."""

import dataclasses
import enum
from typing import Any


class Shelf(enum.Enum):
    """Where a saying goes."""

    SCHOOL = "school"
    WELSH_SCHOOL = "welsh school"
    GROUP = "group"
    MEMBERSHIP = "membership"
    LINK = "link"
    SCHOOL_FIGURES = "figures of a school"
    AREA_FIGURES = "figures of an area"


@dataclasses.dataclass(frozen=True, slots=True)
class Saying:
    """`key` is the register's own: a URN, a Welsh school number, a group UID, or several of them."""

    shelf: Shelf
    key: tuple[int | str, ...]
    facts: dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A row: the first saying is what it is counted by. `warnings` are what was let through."""

    line: int
    sayings: list[Saying]
    warnings: list[str] = dataclasses.field(default_factory=list)
