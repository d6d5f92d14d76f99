"""
What is to be planned: schools, reviewers, reviews, and the rules and weights that a programme has set.

All of it is frozen. `rota.format` reads it from a file and refuses what contradicts itself; whoever builds a `Problem` by
hand calls `rota.format.faults(problem)` for the same.
"""

import dataclasses
import enum
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from rota.plan import Plan

FORMAT = "peer-review-schedule/1"
NOTHING: Mapping[str, float] = MappingProxyType({})


class Setting(enum.StrEnum):
    """How strictly a rule is taken: it forbids, it costs points, or it is silent."""

    HARD = "hard"
    SOFT = "soft"
    OFF = "off"


class Seat(enum.StrEnum):
    LEAD = "lead"
    MEMBER = "member"


class Span(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class School:
    id: str
    name: str
    lat: float
    lon: float
    phase: str
    trust: str | None = None
    cluster: str | None = None
    standing: str | None = None
    pattern: str
    max_away: int = 1
    blocked: tuple[Span, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody without a school sets out from, and whose terms they keep."""

    lat: float
    lon: float
    pattern: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """`school` is None for somebody from the pool, who then has a `base` and may only lead."""

    id: str
    school: str | None
    role: str = ""
    can_lead: bool = False
    experience: int = 1
    trained_until: date
    phases: frozenset[str] = frozenset()
    specialisms: frozenset[str] = frozenset()
    max_reviews: int = 2
    max_days: int = 4
    max_miles: float = 60
    unavailable: tuple[Span, ...] = ()
    base: Place | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    id: str
    school: str
    days: int
    members: int
    preferred_week: date
    earliest: date
    latest: date
    needs: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    reviewer: str
    school: str
    reason: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """
    This review starts on this day, or has this person, in this seat if one is named.

    A pin that breaks a hard rule is refused, unless `override` says why it is wanted all the same: then the rules that
    would keep this person off this team are silent for the two of them.
    """

    review: str
    start: date | None = None
    reviewer: str | None = None
    seat: Seat | None = None
    override: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """
    This person is not to be on the team of this review.

    `reason` is what those who plan are told of it, as a sentence without its subject: "can't leave their class".
    """

    review: str
    reviewer: str
    reason: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """
    None of these people is to be on the team of any of these reviews: never or, where `points` are given, rather not.

    `seats` are the seats that it is about: both where none is named. `but` turns it round: none but these people. `reason`
    is what is told of it, as a sentence without its subject: "works in the same area".
    """

    reviews: tuple[str, ...]
    people: tuple[str, ...]
    but: bool = False
    seats: tuple[Seat, ...] = ()
    points: float | None = None
    reason: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What the format calls `rules`."""

    scope: str = "network"
    reciprocal: str = "allow"
    own_trust: str = "forbid"
    outstanding_lead: Setting = Setting.SOFT
    one_per_school_in_team: bool = True
    max_new_per_team: int = 1
    phase_cover: int = 1
    weekly_cap: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points, each about a pound. `overnight` and the miles make the price of a journey."""

    unfilled_lead: float = 5000
    unfilled_member: float = 3000
    uncovered_phase: float = 1500
    uncovered_need: float = 1500
    outstanding_lead: float = 300
    phase_mismatch: float = 25
    week_off: float = 10
    fair_day: float = 20
    fair_tol: float = 2
    unused_new: float = 60
    mile_pence: float = 45
    overnight: float = 95
    day_limit_miles: float = 60
    road_factor: float = 1.25
    change_seat: float = 40
    change_date: float = 120


class Carried(NamedTuple):
    """Reviewer-days that a school has given and received in earlier cycles."""

    given: float = 0
    received: float = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """
    What the format says in its `extra` block, which the independent checker doesn't read.

    `settings` makes any rule hard, soft or off by its key; `points` prices a soft one.
    """

    workshop_within: int = 0  # calendar days after the visit's last day; 0: no linked workshop
    cost_caps: Mapping[str, float] = NOTHING  # by school: travel and cover of its own people, in pounds
    cover_per_day: float = 0  # what a day of somebody's absence costs their school
    pool: tuple[Reviewer, ...] = ()
    carried: Mapping[str, Carried] = MappingProxyType({})
    targets: Mapping[str, float] = NOTHING  # by reviewer: days they would like to give
    forbidden: tuple[Forbidden, ...] = ()
    apart: tuple[Apart, ...] = ()
    frozen: tuple[str, ...] = ()  # reviews that stay as the baseline has them
    settings: Mapping[str, Setting] = MappingProxyType({})
    points: Mapping[str, float] = NOTHING


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    name: str
    seed: int = 0
    mode: str = "network"
    days: tuple[date, ...]
    term_patterns: Mapping[str, tuple[Span, ...]]
    programme: Programme = Programme()
    weights: Weights = Weights()
    schools: tuple[School, ...]
    reviewers: tuple[Reviewer, ...]
    reviews: tuple[Review, ...]
    conflicts: tuple[Conflict, ...] = ()
    pins: tuple[Pin, ...] = ()
    baseline: Plan | None = None
    extra: Extra = Extra()

    @property
    def people(self) -> tuple[Reviewer, ...]:
        """Reviewers of schools, then those of the pool."""
        return self.reviewers + self.extra.pool
