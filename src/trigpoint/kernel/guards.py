"""Guards: the numbered rules of a review, hard (refused) or soft (goes through with a recorded reason)."""

import dataclasses
from collections.abc import Iterable

from trigpoint.kernel.errors import NeedsReason, Refused
from trigpoint.kernel.words import Words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One guard that a choice breaks, in words for the person who chooses."""

    guard: str
    message: Words
    hard: bool
    needs_reason: bool = True

    @property
    def soft(self) -> bool:
        return not self.hard


def enforce(breaches: Iterable[Breach], *, reason: str = "") -> tuple[Breach, ...]:
    """
    Stop at a hard breach; stop at soft ones that need a reason and have none.

    Returns the soft breaches, for the caller to record with the reason.
    Raises Refused (hard) or NeedsReason (soft, no reason).
    """
    found = tuple(breaches)
    hard = [b for b in found if b.hard]
    if hard:
        raise Refused(" ".join(str(b.message) for b in hard), guard=hard[0].guard)
    asking = [b for b in found if b.needs_reason]
    if asking and not reason.strip():
        raise NeedsReason(asking)
    return found
