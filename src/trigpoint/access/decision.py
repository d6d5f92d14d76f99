"""The answer to 'may this person do this, to this, now?'."""

import dataclasses

from trigpoint.kernel.errors import Refused
from trigpoint.kernel.words import Words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Falsy when refused, so that `if may_…(…)` can't show a forbidden button. The reason is in the person's words."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise Refused with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)


YES = Decision(allowed=True)


def no(reason: Words) -> Decision:
    """A refusal that says why, and what the way out is."""
    return Decision(allowed=False, reason=str(reason))


def only_if(allowed: bool, reason: Words) -> Decision:  # noqa: FBT001 - the question itself
    return YES if allowed else no(reason)
