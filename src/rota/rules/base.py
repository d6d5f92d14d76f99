"""
What a rule is.

A rule is one small class in one file of this folder, with a `key`, a `title`, what it `protects`, and one of four shapes:

- `PairRule`: this person in this seat of this review, whatever the date (own school, too far);
- `DayRule`: this person on these days (away, training lapsed);
- `DateRule`: this review on these days (holidays, a pinned date);
- `AccountRule`: what is counted over a plan. It keeps accounts; each seat that is filled and each date that is chosen draws
  on some; an account has a limit below, above, or both (reviews for one person, days given by one school).

That is all that the checker, the greedy planner, the exact models, the bound, the repair and the explanations ask of a
rule, so a rule that is written once holds in all of them. A hard rule forbids, a soft one costs `points`, one that is off
is not there at all.
"""

import enum
import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

import numpy as np

from rota.ground import Bools, Floats, Ground, Ints, Slot, Slots
from rota.problem import Setting
from rota.words import Words

Draw = tuple[int, float]  # an account's number, and how much is drawn on it
Draws = tuple[Ints, Floats]  # the same for many people at once; a number below nought draws on nothing
ROOM = 1 << 56  # accounts that one rule may number


class Tier(enum.IntEnum):
    """What comes first in the product: a lower tier never pays for a higher one."""

    SHORTFALL = 0
    DUTY = 1
    COST = 2
    STABILITY = 3


class Limit(NamedTuple):
    """An account's bounds and what a unit beyond them costs; infinite: forbidden."""

    low: float = -math.inf
    high: float = math.inf
    under: float = 0
    over: float = 0
    lump: bool = False  # what is missing costs `under` once, however much it is

    def price(self, level: float) -> float:
        """Points for a level; what a hard bound forbids is not priced here."""
        if level < self.low - 1e-9 and not math.isinf(self.under):
            return self.under if self.lump else self.under * (self.low - level)
        if level > self.high + 1e-9 and not math.isinf(self.over):
            return self.over * (level - self.high)
        return 0.0

    def broken(self, level: float) -> bool:
        return (level < self.low - 1e-6 and math.isinf(self.under)) or (
            level > self.high + 1e-6 and math.isinf(self.over)
        )


class Rule(ABC):
    """One thing that a plan must or should keep to."""

    key: ClassVar[str]
    title: ClassVar[str]
    protects: ClassVar[str]
    code: ClassVar[str] = ""  # what the independent checker calls it
    tier: ClassVar[Tier] = Tier.DUTY
    default: ClassVar[Setting] = Setting.HARD
    fixed: ClassVar[bool] = False  # nobody may switch it
    points: ClassVar[float] = 200  # a breach of it, when it is soft and nobody has said otherwise

    def __init__(self, ground: Ground, number: int) -> None:
        self.ground = ground
        self.problem = ground.problem
        self.first = number * ROOM
        extra = self.problem.extra
        self.setting = extra.settings.get(self.key, self.usual())
        self.price = extra.points.get(self.key, self.usual_points())
        self.prepare()

    def usual(self) -> Setting:
        """The setting that the problem implies when it doesn't name this rule."""
        return self.default

    def usual_points(self) -> float:
        return self.points

    def prepare(self) -> None:  # noqa: B027 - most rules have nothing to make ready
        """Make ready what is asked often."""

    @property
    def hard(self) -> bool:
        return self.setting is Setting.HARD

    @property
    def words(self) -> Words:
        """What the rule asks and what that protects, for people."""
        return Words(f"{self.title}: {self.protects}")


class SeatRule(Rule):
    """Something about one person in one seat of one review, whatever the date."""

    @abstractmethod
    def prices(self, review: int, people: Ints, *, lead: bool) -> Floats | None:
        """Points for each of these people in this seat; None when the rule has no price here."""

    @abstractmethod
    def reason(self, review: int, person: int) -> Words: ...


class PairRule(SeatRule):
    """Some people do not go with some reviews."""

    @abstractmethod
    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        """Which of these people break the rule in this seat."""

    def prices(self, review: int, people: Ints, *, lead: bool) -> Floats | None:
        return None if self.hard else self.hits(review, people, lead=lead) * self.price


class PriceRule(SeatRule):
    """Every seat has a price; nothing is forbidden."""

    default = Setting.SOFT
    tier = Tier.COST


class DayRule(Rule):
    """Some people can't come on some days."""

    tier = Tier.COST

    @abstractmethod
    def hits(self, people: Ints, slots: Slots) -> Bools:
        """By person and slot: who breaks the rule when."""

    @abstractmethod
    def reason(self, person: int, slot: Slot) -> Words: ...


class DateRule(Rule):
    """Some reviews can't be on some days, or had better not be."""

    def hits(self, review: int, slots: Slots) -> Bools | None:
        """Slots that break the rule; None when it has nothing to say of this review."""
        return None

    def prices(self, review: int, slots: Slots) -> Floats | None:
        hits = None if self.hard else self.hits(review, slots)
        return None if hits is None else hits * self.price

    @abstractmethod
    def reason(self, review: int, slot: Slot) -> Words: ...


class AccountRule(Rule):
    """Something is counted. Numbers of accounts start at `self.first`; each account is its rule's alone."""

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        """What each of these people draws on when given this seat, whatever the date."""
        return ()

    def duty(self, people: Ints, day: int) -> Iterable[Draws]:
        """What each of these people draws on with a day that they are away for a review."""
        return ()

    def date(self, review: int, slot: Slot) -> Iterable[Draw]:
        """What a review draws on when it is laid here."""
        return ()

    def standing(self) -> Iterable[int]:
        """Accounts that count even when nobody draws on them."""
        return ()

    by_seat: ClassVar[bool] = False  # a lead draws on other accounts than a member
    alike: ClassVar[Limit | None] = None  # the limit of every account, where they are all alike

    def bounds(self, account: int) -> Limit:
        """The account's limit as if the rule were hard: what is forbidden is priced at infinity."""
        if self.alike is None:
            raise NotImplementedError
        return self.alike

    @abstractmethod
    def reason(self, account: int, level: float) -> Words: ...

    def about(self, account: int) -> dict[str, str]:
        """Whose account it is, by id: review, person or school."""
        return {}

    def limit(self, account: int) -> Limit:
        bounds = self.bounds(account)
        if self.hard:
            return bounds
        soft = [self.price if math.isinf(points) else points for points in (bounds.under, bounds.over)]
        return Limit(bounds.low, bounds.high, soft[0], soft[1], bounds.lump)


def none(people: Ints) -> Bools:
    return np.zeros(len(people), bool)


def one(people: Ints) -> Floats:
    return np.ones(len(people))
