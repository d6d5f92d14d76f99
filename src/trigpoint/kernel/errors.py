"""
What an action may answer instead of doing what was asked.

TrigpointError
 ├── Refused        403  may know of it, may not do it; says why
 │    └── NeedsReason     a soft guard: goes through when a reason is given
 ├── Missing        404  does not exist, or may not be known to exist
 ├── Stale          409  somebody else wrote first; nothing was overwritten
 └── Unacceptable   422  what was typed can't be taken; says which field and why
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from trigpoint.kernel.words import Words

if TYPE_CHECKING:
    from trigpoint.kernel.guards import Breach


class TrigpointError(Exception):
    """The root: pages and the API turn each of its kinds into a kind answer."""


class Refused(TrigpointError):
    """The person may know of the thing, but not do this to it now. `guard` is the rule's number where it has one."""

    def __init__(self, reason: Words, *, guard: str = "") -> None:
        super().__init__(str(reason))
        self.reason = str(reason)
        self.guard = guard


class NeedsReason(Refused):
    """Soft guards are in the way: asked again with a reason for them, the action goes through and records it."""

    def __init__(self, breaches: "Iterable[Breach]") -> None:
        self.breaches = tuple(breaches)
        super().__init__(" ".join(str(b.message) for b in self.breaches), guard=self.breaches[0].guard)


class Missing(TrigpointError):
    """There is no such thing, or this person may not know that there is."""


class Stale(TrigpointError):
    """The row has changed since the person read it. `current` is what it holds now, by field."""

    def __init__(self, message: Words, *, current: Mapping[str, Any]) -> None:
        super().__init__(str(message))
        self.message = str(message)
        self.current = dict(current)


class Unacceptable(TrigpointError):
    """What was given can't be taken. `errors` maps a parameter's name ("" for the whole) to messages."""

    def __init__(self, errors: Mapping[str, Iterable[Words]] | str) -> None:
        if isinstance(errors, str):
            errors = {"": [errors]}
        self.errors = {field: [str(m) for m in messages] for field, messages in errors.items()}
        super().__init__("; ".join(m for messages in self.errors.values() for m in messages))
