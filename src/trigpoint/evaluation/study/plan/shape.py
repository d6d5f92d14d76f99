"""What a plan says, with every default filled in."""

import dataclasses
import functools
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Self


class Part:
    """A table of the plan as a frozen dataclass: what the file leaves out stands at its default already."""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        names = {field.name for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
        return cls(**{name: _frozen(value) for name, value in given.items() if name in names})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question(Part):
    title: str
    kind: str
    why: str
    programme: str
    pupils: str
    estimand: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Data(Part):
    id: str
    treat: str
    year: str
    codes: Mapping[str, str]
    cluster: str | None = None
    joined: str | None = None
    region: str | None = None
    date: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Part):
    column: str
    label: str
    unit: str
    pre: tuple[int, ...]
    post: tuple[int, ...]
    no_tests: tuple[int, ...]
    subgroups: Mapping[str, str]
    rest: Mapping[str, str]

    @property
    def is_cross_section(self) -> bool:
        return not self.pre

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that holds an outcome, each once."""
        return tuple(dict.fromkeys([self.column, *self.subgroups.values(), *self.rest.values()]))

    @property
    def name(self) -> str:
        return self.label or self.column


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Score(Part):
    covariates: tuple[str, ...]
    factors: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Match(Part):
    name: str
    method: str
    ratio: int
    replace: bool
    scale: str
    exact: tuple[str, ...]
    within: tuple[str, ...]
    subclasses: int
    caliper: float | None = None
    order: str | None = None
    cells: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Balance(Part):
    target: float
    stop: float
    on_fail: str
    also: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Part):
    inference: str
    level: float
    draws: int
    seed: int
    checks: tuple[str, ...]
    primary: str = ""
    adjust: tuple[str, ...] | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Part):
    sd_level: str
    months: str
    sd: float | None = None
    sd_source: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Compliance(Part):
    words: str
    components: Mapping[str, str]
    column: str | None = None
    dose: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Missing(Part):
    covariates: str
    report_above: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion(Part):
    column: str
    values: tuple[Any, ...]
    arm: str
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report(Part):
    authors: tuple[str, ...]
    language: str
    introduction: str
    intervention: str
    ethics: str
    limitations: str
    conclusion: str
    date: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan that can be run. `data` is all that it says, defaults filled in; the hash is of that."""

    data: Mapping[str, Any]
    text: str

    @functools.cached_property
    def sha256(self) -> str:
        """The same for the same decisions: comments, layout and the order of keys leave it as it is."""
        canonical = json.dumps(self.data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    @functools.cached_property
    def question(self) -> Question:
        return Question.of(self.data["question"])

    @functools.cached_property
    def columns(self) -> Data:
        return Data.of(self.data["data"])

    @functools.cached_property
    def outcome(self) -> Outcome:
        return Outcome.of(self.data["outcome"])

    @functools.cached_property
    def score(self) -> Score:
        return Score.of(self.data["score"])

    @functools.cached_property
    def matches(self) -> tuple[Match, ...]:
        return tuple(Match.of(one) for one in self.data["match"])

    @functools.cached_property
    def balance(self) -> Balance:
        return Balance.of(self.data["balance"])

    @functools.cached_property
    def analysis(self) -> Analysis:
        return Analysis.of(self.data["analysis"])

    @functools.cached_property
    def effect(self) -> Effect:
        return Effect.of(self.data["effect"])

    @functools.cached_property
    def compliance(self) -> Compliance:
        return Compliance.of(self.data["compliance"])

    @functools.cached_property
    def missing(self) -> Missing:
        return Missing.of(self.data["missing"])

    @functools.cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        return tuple(Exclusion.of(one) for one in self.data["exclude"])

    @functools.cached_property
    def report(self) -> Report:
        return Report.of(self.data["report"])

    @property
    def estimates(self) -> bool:
        """Whether impact is estimated at all."""
        return self.question.kind == "impact"

    @property
    def primary(self) -> str:
        return self.analysis.primary or (self.matches[0].name if self.matches else "")

    @property
    def scored(self) -> tuple[str, ...]:
        """Columns that the score rests on."""
        return (*self.score.covariates, *self.score.factors)

    @property
    def adjust(self) -> tuple[str, ...]:
        given = self.analysis.adjust
        return self.scored if given is None else given

    @property
    def factors(self) -> tuple[str, ...]:
        """Columns whose values are categories: the score's, and those that must be the same."""
        exact = (column for match in self.matches for column in match.exact)
        numbers = set(self.score.covariates)
        return tuple(c for c in dict.fromkeys([*self.score.factors, *exact]) if c not in numbers)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns whose values are numbers."""
        within = (column for match in self.matches for column in match.within)
        also = [column for column in (self.analysis.adjust or ()) if column not in self.factors]
        return tuple(dict.fromkeys([*self.score.covariates, *within, *also, *self.balance.also]))
