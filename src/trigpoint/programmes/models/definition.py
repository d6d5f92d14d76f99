"""A review model's content as a value: stages, numbers of the guards, kinds of evidence, windows."""

import dataclasses
import functools
from typing import Any

OFF, SOFT, HARD = "off", "soft", "hard"

SINCE_JOINED: dict[str, Any] = {"retention": {"notes_days": 90}}
"""Numbers that a file need not give, and what they are then: versions published before the number joined have none."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StageDefinition:
    """
    One step of the model.

    `kind` is what the product does there (a fixed few); `key` is the model's own name for it.
    `offset_days` counts from the first day of the visit (negative: before it).
    """

    key: str
    kind: str
    title: str
    group: str
    owner: str
    offset_days: int
    planned: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """A way of finding out: `short` heads a narrow column."""

    key: str
    label: str
    short: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Definition:
    """A whole review model version. `rule` holds the guards' numbers as the file gives them."""

    key: str
    version: str
    title: str
    framework_key: str
    framework_version: str
    groups: tuple[tuple[str, str], ...]
    stages: tuple[StageDefinition, ...]
    evidence_kinds: tuple[EvidenceKind, ...]
    rule: dict[str, Any]
    summary: str = ""
    words: dict[str, str] = dataclasses.field(default_factory=dict)

    @functools.cached_property
    def stage_by_key(self) -> dict[str, StageDefinition]:
        return {stage.key: stage for stage in self.stages}

    def stage_of_kind(self, kind: str) -> StageDefinition | None:
        """The first stage of the kind, or None where the model has none."""
        return next((stage for stage in self.stages if stage.kind == kind), None)

    @functools.cached_property
    def evidence_labels(self) -> dict[str, str]:
        return {kind.key: kind.label for kind in self.evidence_kinds}

    def number(self, path: str) -> Any:
        """A number of the model by its path in the file's `rules`, e.g. `team.max`. Raises KeyError when it has none."""
        value: Any = SINCE_JOINED | self.rule
        for part in path.split("."):
            value = value[part]
        return value

    @classmethod
    def parse(cls, data: dict[str, Any]) -> "Definition":
        """From the file's structure, which the schema and `programmes.actions.models` have checked."""
        return cls(
            key=data["key"],
            version=str(data["version"]),
            title=data["title"],
            framework_key=data["framework"]["key"],
            framework_version=str(data["framework"]["version"]),
            groups=tuple((group["key"], group["title"]) for group in data["groups"]),
            stages=tuple(
                StageDefinition(
                    key=stage["key"],
                    kind=stage["kind"],
                    title=stage["title"],
                    group=stage["group"],
                    owner=stage["owner"],
                    offset_days=stage["offset_days"],
                    planned=stage.get("planned", True),
                )
                for stage in data["stages"]
            ),
            evidence_kinds=tuple(
                EvidenceKind(key=kind["key"], label=kind["label"], short=kind["short"])
                for kind in data["evidence_kinds"]
            ),
            rule=data["rules"],
            summary=data.get("summary", ""),
            words=data.get("words", {}),
        )
