"""A framework's content as a value: parsed once, shared by all who read it."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A place on the framework's ladder. Order serves to compare one aspect over time; it is never summed."""

    key: str
    label: str
    order: int
    meaning: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence that a team may highlight."""

    key: str
    level: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Poles:
    """What an aspect looks like at its best, and where it is still missing: to talk about, not to choose from."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """What a review looks at. `questions` are to be chosen from and adapted; `applies_to` empty means everywhere."""

    code: str
    name: str
    question: str
    theme: str
    statements: tuple[Statement, ...] = ()
    why_it_matters: str = ""
    questions: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    poles: Poles = Poles()
    applies_to: tuple[str, ...] = ()
    reported_as: str = ""

    def at_level(self, level: str) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.level == level)

    def applies(self, features: Iterable[str]) -> bool:
        """Whether a school with these features (`early_years`, `sixth_form`, …) has anything to say here."""
        return not self.applies_to or not set(self.applies_to).isdisjoint(features)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    code: str
    name: str
    subtitle: str
    aspects: tuple[Aspect, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """A version on another line of which some aspects may be set beside this one's: aspect here, aspect there."""

    key: str
    version: str
    aspects: dict[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What changed with this version of an inspection framework."""

    changes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Tree:
    """A whole framework version, in one language."""

    key: str
    version: str
    title: str
    levels: tuple[Level, ...]
    themes: tuple[Theme, ...]
    mode: str = "benchmark"
    line: str = ""
    summary: str = ""
    purpose: str = ""
    owner: str = ""
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    nations: tuple[str, ...] = ()
    effective_from: dt.date | None = None
    effective_until: dt.date | None = None
    comparable_with: tuple[Comparable, ...] = ()
    inspection: Inspection | None = None

    @functools.cached_property
    def aspects(self) -> dict[str, Aspect]:
        """Aspects by code, in the framework's order."""
        return {aspect.code: aspect for theme in self.themes for aspect in theme.aspects}

    @functools.cached_property
    def level_labels(self) -> dict[str, str]:
        return {level.key: level.label for level in self.levels}

    @property
    def is_for_reviews(self) -> bool:
        """An inspection framework is there to be mapped to; no review is made with one."""
        return self.mode != "inspection"

    def theme(self, code: str) -> Theme:
        return next(theme for theme in self.themes if theme.code == code)

    def applying(self, features: Iterable[str]) -> tuple[Theme, ...]:
        """The themes with those of their aspects that apply to a school with these features; none without any."""
        has = frozenset(features)
        kept = (
            dataclasses.replace(theme, aspects=tuple(aspect for aspect in theme.aspects if aspect.applies(has)))
            for theme in self.themes
        )
        return tuple(theme for theme in kept if theme.aspects)

    def in_force(self, on: dt.date) -> bool:
        """Whether it counts on that day."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_until is None or on <= self.effective_until
        )

    def twin(self, code: str, other: "Tree") -> str:
        """The other version's aspect that may be set beside this one; "" where nothing there is comparable."""
        if self.line == other.line:
            return code if code in self.aspects and code in other.aspects else ""
        for there in self.comparable_with:
            if (there.key, there.version) == (other.key, other.version) and code in there.aspects:
                return there.aspects[code]
        for here in other.comparable_with:
            if (here.key, here.version) == (self.key, self.version):
                return next((theirs for theirs, ours in here.aspects.items() if ours == code), "")
        return ""

    @classmethod
    def parse(cls, data: dict[str, Any], *, language: str = "") -> "Tree":
        """From the file's structure, which `frameworks.actions` has checked. Statement keys are `OI1.E.2`: second of its cell."""
        said = data.get("translations", {}).get(language, {})
        own = data.get("language", "en")
        key, version = data["key"], str(data["version"])
        effective = data.get("effective", {})
        levels, themes, aspects = said.get("levels", {}), said.get("themes", {}), said.get("aspects", {})
        return cls(
            key=key,
            version=version,
            title=said.get("title", data["title"]),
            levels=tuple(
                Level(order=order, **{"meaning": "", **level, **levels.get(level["key"], {})})
                for order, level in enumerate(data.get("levels", ()))
            ),
            themes=tuple(_theme(theme, themes, aspects) for theme in data["themes"]),
            mode=data.get("mode", "benchmark"),
            line=data.get("line", f"{key}-{version}"),
            summary=said.get("summary", data.get("summary", "")),
            purpose=said.get("purpose", data.get("purpose", "")),
            owner=data.get("owner", ""),
            language=language if said else own,
            languages=tuple(data.get("languages", (own,))),
            nations=tuple(data.get("nations", ())),
            effective_from=_day(effective.get("from")),
            effective_until=_day(effective.get("until")),
            comparable_with=tuple(Comparable(**other) for other in data.get("comparable_with", ())),
            inspection=_inspection(data, said),
        )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _inspection(data: dict[str, Any], said: dict[str, Any]) -> Inspection | None:
    found = data.get("inspection")
    if found is None:
        return None
    changes = said.get("changes", found.get("changes", ()))
    return Inspection(changes=tuple(changes))


def _theme(data: dict[str, Any], themes: dict[str, Any], aspects: dict[str, Any]) -> Theme:
    said = {**data, **themes.get(data["code"], {})}
    return Theme(
        code=data["code"],
        name=said["name"],
        subtitle=said.get("subtitle", ""),
        aspects=tuple(
            _aspect({**aspect, **aspects.get(aspect["code"], {})}, data["code"]) for aspect in data["aspects"]
        ),
    )


def _aspect(data: dict[str, Any], theme: str) -> Aspect:
    poles = data.get("poles", {})
    return Aspect(
        code=data["code"],
        name=data["name"],
        question=data["question"],
        theme=theme,
        statements=tuple(
            Statement(key=f"{data['code']}.{level}.{number}", level=level, text=text)
            for level, texts in data.get("statements", {}).items()
            for number, text in enumerate(texts, start=1)
        ),
        why_it_matters=data.get("why_it_matters", ""),
        questions=tuple(data.get("questions", ())),
        prompts=tuple(data.get("prompts", ())),
        poles=Poles(strong=tuple(poles.get("strong", ())), weak=tuple(poles.get("weak", ()))),
        applies_to=tuple(data.get("applies_to", ())),
        reported_as=data.get("reported_as", ""),
    )
