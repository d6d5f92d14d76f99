"""What can go wrong in a study, each in a sentence that says what to do."""

import dataclasses
from collections.abc import Sequence

from trigpoint.evaluation.study.words import gettext as _


class StudyError(Exception):
    """Why a study can't go on. `str()` of it is meant to be read."""


class Refused(StudyError):
    """The study may not do this: its plan, or its lock, forbids it."""


class Unreadable(StudyError):
    """A data file can't be used as it stands: which rows, and why."""


class Stopped(StudyError):
    """The person who runs it wants it to stop; what is done is kept."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. What is done is kept: run the same command again to go on."))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong in a plan, and on which line (counted from 1)."""

    line: int
    reason: str

    def __str__(self) -> str:
        return _("Line %(line)d: %(reason)s") % {"line": self.line, "reason": self.reason}


class Mistakes(StudyError):
    """A plan that can't be run as it stands: everything that was found, in the order of its lines."""

    def __init__(self, found: Sequence[Mistake]) -> None:
        self.found = tuple(sorted(found, key=lambda mistake: mistake.line))
        super().__init__("\n".join(str(mistake) for mistake in self.found))
