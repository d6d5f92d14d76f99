"""A framework's content as a value: parsed once, shared by all who read it."""

import dataclasses
import functools
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
class Aspect:
    code: str
    name: str
    question: str
    theme: str
    statements: tuple[Statement, ...]

    def at_level(self, level: str) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.level == level)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    code: str
    name: str
    subtitle: str
    aspects: tuple[Aspect, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Tree:
    """A whole framework version."""

    key: str
    version: str
    title: str
    levels: tuple[Level, ...]
    themes: tuple[Theme, ...]

    @functools.cached_property
    def aspects(self) -> dict[str, Aspect]:
        """Aspects by code, in the framework's order."""
        return {aspect.code: aspect for theme in self.themes for aspect in theme.aspects}

    @functools.cached_property
    def level_labels(self) -> dict[str, str]:
        return {level.key: level.label for level in self.levels}

    def theme(self, code: str) -> Theme:
        return next(theme for theme in self.themes if theme.code == code)

    @classmethod
    def parse(cls, data: dict[str, Any]) -> "Tree":
        """From the file's structure, which `frameworks.actions` has checked. Statement keys are `OI1.E.2`: second of its cell."""
        return cls(
            key=data["key"],
            version=str(data["version"]),
            title=data["title"],
            levels=tuple(
                Level(key=level["key"], label=level["label"], order=order, meaning=level.get("meaning", ""))
                for order, level in enumerate(data["levels"])
            ),
            themes=tuple(_theme(theme) for theme in data["themes"]),
        )


def _theme(data: dict[str, Any]) -> Theme:
    return Theme(
        code=data["code"],
        name=data["name"],
        subtitle=data.get("subtitle", ""),
        aspects=tuple(_aspect(aspect, data["code"]) for aspect in data["aspects"]),
    )


def _aspect(data: dict[str, Any], theme: str) -> Aspect:
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
    )
