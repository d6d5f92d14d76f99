"""What whoever plans may choose, with what usually fits."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

SUPPLY_DAY = 218  # pounds: what a day of supply teaching costs a primary school


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """
    The switches of one schedule. Limits of people and schools that have said nothing are the usual ones here.

    `visit_days` and `team_size` at 0 are what usually fits the review model. `subject` is what reviews are planned of where
    the model looks at one subject of a school. `own_trust` lets people review schools of their own trust where the model
    says nothing about it: otherwise others are asked wherever there are others. `calm` says how much changes cost: 0
    none, 1 as usual, 2 as few changes as can be.
    """

    visit_days: int = 0
    team_size: int = 0
    subject: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    across: bool = False
    both_ways: bool = True
    own_trust: bool = False
    one_a_school: bool = True
    most_new: int = 1
    week_cap: int = 0
    most_reviews: int = 2
    most_days: int = 6
    most_miles: int = 60
    most_away: int = 2
    notice_days: int = 14
    cover_pounds: int = SUPPLY_DAY
    calm: int = 1

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        row = dataclasses.asdict(self)
        return {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in row.items()}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Options":
        """From JSON; what an older version kept and this one doesn't know is left out."""
        known = {field.name for field in dataclasses.fields(cls)}
        row = {key: value for key, value in stored.items() if key in known}
        for key in ("first_day", "last_day"):
            if isinstance(row.get(key), str):
                row[key] = dt.date.fromisoformat(row[key])
        return cls(**row)


LIMITS: dict[str, tuple[int, int]] = {
    "visit_days": (0, 5),
    "team_size": (0, 12),
    "most_new": (0, 8),
    "week_cap": (0, 500),
    "most_reviews": (1, 20),
    "most_days": (1, 60),
    "most_miles": (1, 1000),
    "most_away": (1, 20),
    "notice_days": (0, 200),
    "cover_pounds": (0, 2000),
    "calm": (0, 2),
}
