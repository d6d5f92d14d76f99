"""What became of a file, for people and for machines."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

type Outcome = Literal["created", "updated", "unchanged", "closed"]


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One row's trouble: it was kept out, or let in with a warning."""

    line: int
    reason: str
    rejected: bool


@dataclasses.dataclass(slots=True)
class Report:
    """
    Every row is counted once: created, updated, unchanged, closed or rejected.

    `closed` are those that were open here and that the file says are closed. `error` says why nothing at all went in.
    """

    file: str
    kind: str = ""
    as_of: dt.date | None = None
    dry_run: bool = False
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    problems: list[Problem] = dataclasses.field(default_factory=list)
    seconds: float = 0.0
    error: str = ""

    @property
    def rejected(self) -> int:
        return sum(problem.rejected for problem in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.rejected

    def count(self, outcome: Outcome) -> None:
        setattr(self, outcome, getattr(self, outcome) + 1)

    def reject(self, line: int, reason: str) -> None:
        self.problems.append(Problem(line, reason, rejected=True))

    def warn(self, line: int, reason: str) -> None:
        self.problems.append(Problem(line, reason, rejected=False))

    @property
    def counts(self) -> dict[str, int]:
        names = ("rows", "created", "updated", "unchanged", "closed", "rejected", "warnings")
        return {name: getattr(self, name) for name in names}

    def as_json(self) -> dict[str, Any]:
        """One object a file: the counts always, `error` when nothing went in."""
        return {
            "file": self.file,
            "kind": self.kind or None,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "dry_run": self.dry_run,
            **self.counts,
            "problems": [
                {"line": p.line, "reason": p.reason, "level": "rejected" if p.rejected else "warning"}
                for p in sorted(self.problems, key=lambda p: p.line)
            ],
            "seconds": round(self.seconds, 3),
            **({"error": self.error} if self.error else {}),
        }

    def as_lines(self) -> Iterator[str]:
        """The same in words."""
        if self.error:
            yield _("%(file)s: nothing was changed, because %(error)s.") % {"file": self.file, "error": self.error}
            return
        rows = ngettext("%(n)s row", "%(n)s rows", self.rows) % {"n": f"{self.rows:,}"}
        yield f"{self.file}: {self.kind}, {rows}, {self.as_of:%-d %B %Y}"
        yield _(
            "  %(created)s created, %(updated)s updated, %(closed)s closed, %(unchanged)s unchanged, "
            "%(rejected)s rejected, %(warnings)s warnings, in %(seconds)s s"
        ) % {**{k: f"{v:,}" for k, v in self.counts.items()}, "seconds": f"{self.seconds:.1f}"}
        if self.dry_run:
            yield "  " + _("This was a trial: nothing was changed.")
        for problem in sorted(self.problems, key=lambda p: p.line):
            word = _("rejected") if problem.rejected else _("warning")
            yield "  " + _("line %(line)s, %(word)s: %(reason)s") % {
                "line": problem.line, "word": word, "reason": problem.reason
            }  # fmt: skip
