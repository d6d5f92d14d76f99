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
ROW = 1_000_000  # of which so many are no trouble to open, whether they are drawn on or not


class Tier(enum.IntEnum):
    """What comes first in the product: a lower tier never pays for a higher one."""

    SHORTFALL = 0
    DUTY = 1
    COST = 2
    STABILITY = 3


class Limits(NamedTuple):
    """Limits of many accounts: each an array, or one value for all of them."""

    low: Floats | float = -math.inf
    high: Floats | float = math.inf
    under: Floats | float = 0
    over: Floats | float = 0
    lump: Bools | bool = False  # what is missing costs `under` once, however much it is

    def price(self, levels: Floats) -> Floats:
        """Points for levels; what a hard bound forbids is not priced here."""
        missing = np.where(levels < np.subtract(self.low, 1e-9), self.low - levels, 0.0)
        missing = np.where(self.lump, np.sign(missing), missing)
        beyond = np.where(levels > np.add(self.high, 1e-9), levels - self.high, 0.0)
        under, over = (np.where(np.isinf(points), 0.0, points) for points in (self.under, self.over))
        points: Floats = missing * under + np.where(missing * under > 0, 0.0, beyond * over)
        return points

    def broken(self, levels: Floats) -> Bools:
        short, beyond = levels < np.subtract(self.low, 1e-6), levels > np.add(self.high, 1e-6)
        found: Bools = (short & np.isinf(self.under)) | (beyond & np.isinf(self.over))
        return found


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

    by_seat: ClassVar[bool] = True  # False: the same for a lead and for a member, and asked once for both

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

    def duty(self, people: Ints, days: Ints) -> Iterable[Draws]:
        """What each of these people draws on with a day away for a review: the first on the first day, and so on."""
        return ()

    def date(self, review: int, slot: Slot) -> Iterable[Draw]:
        """What a review draws on when it is laid here."""
        return ()

    def standing(self) -> Iterable[int]:
        """Accounts that count even when nobody draws on them."""
        return ()

    by_seat: ClassVar[bool] = False  # a lead draws on other accounts than a member
    alike: ClassVar[Limit | None] = None  # the limit of every account, where they are all alike
    everywhere: ClassVar[bool] = False  # its accounts belong to no school and no person: all of the map draws on them
    absolute: ClassVar[bool] = False  # the limits themselves say what is forbidden, whatever the setting

    def count(self) -> int | None:
        """How many accounts there are; None where only few of very many are ever drawn on."""
        return None

    def bounds(self, account: int) -> Limit:
        """The account's limit as if the rule were hard: what is forbidden is priced at infinity."""
        if self.alike is None:
            raise NotImplementedError
        return self.alike

    def bounds_of(self, accounts: Ints) -> Limits:
        """The same for many at once, for rules that have very many."""
        if self.alike is not None:
            return Limits(*self.alike)
        found = [self.bounds(account) for account in accounts.tolist()]
        low, high, under, over = (np.array([limit[n] for limit in found], float) for n in range(4))
        return Limits(low, high, under, over, np.array([limit.lump for limit in found], bool))

    @abstractmethod
    def reason(self, account: int, level: float) -> Words: ...

    def about(self, account: int) -> dict[str, str]:
        """Whose account it is, by id: review, person or school."""
        return {}

    def limits(self, accounts: Ints) -> Limits:
        """The accounts' limits as the rule is set: a soft one has a price where a hard one forbids."""
        bounds = self.bounds_of(accounts)
        if self.hard or self.absolute:
            return bounds
        under, over = (np.where(np.isinf(points), self.price, points) for points in (bounds.under, bounds.over))
        return Limits(bounds.low, bounds.high, under, over, bounds.lump)

    def limit(self, account: int) -> Limit:
        """The limit of one account, as the rule is set."""
        *bounds, lump = (np.ravel(bound)[0] for bound in self.limits(np.array([account], np.int64)))
        low, high, under, over = map(float, bounds)
        return Limit(low, high, under, over, bool(lump))


def none(people: Ints) -> Bools:
    return np.zeros(len(people), bool)


def among(people: Ints, few: Iterable[int]) -> Bools:
    """Which of them are among these few."""
    found = none(people)
    for person in few:
        found |= people == person
    return found


def one(people: Ints) -> Floats:
    return np.ones(len(people))
