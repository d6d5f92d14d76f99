"""A whole review model version as a value."""

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

from trigpoint.kernel.words import gettext
from trigpoint.programmes.language import parsing, speaking, vocabulary
from trigpoint.programmes.language.pieces import (
    AccreditationDefinition,
    AllocationRule,
    Effective,
    Escalation,
    EvidenceKind,
    Fee,
    FollowUp,
    FormDefinition,
    FrameworkRef,
    Grouping,
    Hours,
    Judgement,
    Output,
    Quality,
    StageDefinition,
    Strand,
    Subject,
)
from trigpoint.programmes.language.roles import RoleDefinition

OFF, SOFT, HARD = "off", "soft", "hard"

UNLESS_SAID: dict[str, Any] = {
    "standing": {"enforce": OFF},
    "facilitator": {"enforce": OFF, "override_by": "nobody"},
    "training": {"first_cycle": OFF, "later": OFF},
    "workshop": {"within_days": 7},
    "pack": {"days_after_profile": 14, "default_days": 28},
    "visit": {"paired": False},
    "retention": {"notes_days": 90},
    "fact_check": {"working_days": 2},
    "reciprocity": {"visits": 0},
}
"""Numbers that a file need not give, and what they are then."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Definition:
    """
    A whole review model version. `rule` holds the guards' numbers as the file gives them; ask `number`.

    Everything that names a role names it by the model's own key: `role(key)` says which part of the product that is.
    """

    key: str
    version: str
    title: str
    framework_key: str
    framework_version: str
    groups: tuple[tuple[str, str], ...]
    stages: tuple[StageDefinition, ...]
    evidence_kinds: tuple[EvidenceKind, ...]
    rule: dict[str, Any]
    summary: str
    words: dict[str, str]
    language: str
    languages: tuple[str, ...]
    translations: Mapping[str, Any]
    nations: tuple[str, ...]
    effective: Effective
    subject: Subject
    grouping: Grouping
    roles: tuple[RoleDefinition, ...]
    frameworks: tuple[FrameworkRef, ...]
    """All that may be chosen when a review is planned; the default comes first."""
    judgement: Judgement
    strands: tuple[Strand, ...]
    forms: tuple[FormDefinition, ...]
    outputs: tuple[Output, ...]
    accreditations: tuple[AccreditationDefinition, ...]
    allocation: tuple[AllocationRule, ...]
    follow_up: FollowUp
    quality: Quality | None
    escalation: tuple[Escalation, ...]
    hours: tuple[Hours, ...]
    fee: Fee | None

    @functools.cached_property
    def stage_by_key(self) -> dict[str, StageDefinition]:
        return {stage.key: stage for stage in self.stages}

    def stage_of_kind(self, kind: str) -> StageDefinition | None:
        """The first stage of the kind, or None where the model has none."""
        return next((stage for stage in self.stages if stage.kind == kind), None)

    @functools.cached_property
    def evidence_labels(self) -> dict[str, str]:
        return {kind.key: kind.label for kind in self.evidence_kinds}

    @functools.cached_property
    def role_by_key(self) -> dict[str, RoleDefinition]:
        return {role.key: role for role in self.roles}

    def role(self, key: str) -> RoleDefinition:
        """Raises KeyError for a key that no published model can hold."""
        return self.role_by_key[key]

    def roles_of(self, part: str) -> tuple[RoleDefinition, ...]:
        """The roles that are this part of the product: mostly one."""
        return tuple(role for role in self.roles if role.part == part)

    def counts_on(self, part: str) -> bool:
        """Whether the model asks for somebody of this part: one that names roles asks for those alone."""
        return any(role.is_own for role in self.roles_of(part)) or not any(role.is_own for role in self.roles)

    def parts_of(self, keys: "tuple[str, ...] | list[str]") -> frozenset[str]:
        """The product's parts behind role keys, as rules of visibility need them."""
        return frozenset(self.role_by_key[key].part for key in keys) - {""}

    def word(self, key: str) -> str:
        """What this model calls a thing, by the product's word: `profile`, or `aspects` for several."""
        return vocabulary.word(key, self.words)

    def said(self, key: str) -> str | None:
        """What this model calls a thing within a sentence, or None where it leaves that to the product: a `Speaker`."""
        return speaking.own(self, key)

    def role_label(self, key: str) -> str:
        """What people read for a role."""
        return gettext(self.role_by_key[key].label)

    def part_label(self, part: str) -> str:
        """What people read for a part of the product: the first role that is it."""
        return self.role_label(self.roles_of(part)[0].key)

    @functools.cached_property
    def strand_by_key(self) -> dict[str, Strand]:
        return {strand.key: strand for strand in self.strands}

    @functools.cached_property
    def form_by_key(self) -> dict[str, FormDefinition]:
        return {form.key: form for form in self.forms}

    def form(self, key: str) -> FormDefinition | None:
        return self.form_by_key.get(key)

    def forms_of(self, stage: StageDefinition | str) -> tuple[FormDefinition, ...]:
        """The forms that are filled in at the stage."""
        key = stage if isinstance(stage, str) else stage.key
        return tuple(form for form in self.forms if form.stage == key)

    def output(self, key: str) -> Output | None:
        return next((output for output in self.outputs if output.key == key), None)

    def output_of(self, stage: StageDefinition | str) -> Output | None:
        """What comes out of the stage."""
        key = stage if isinstance(stage, str) else stage.key
        return next((output for output in self.outputs if output.stage == key), None)

    def enforcement(self, rule: str) -> str:
        """How an allocation rule is taken: `off` where the model does not name it."""
        return next((each.enforce for each in self.allocation if each.rule == rule), OFF)

    def number(self, path: str) -> Any:
        """A number of the model by its path in the file's `rules`, e.g. `team.max`. Raises KeyError when it has none."""
        part, _dot, name = path.partition(".")
        return {**UNLESS_SAID.get(part, {}), **self.rule.get(part, {})}[name]

    @classmethod
    def parse(cls, data: dict[str, Any], language: str = "") -> "Definition":
        """
        From the file's structure, which `programmes.queries.checks` has checked, in one of its languages.

        A language that the file does not have gives its own.
        """
        return cls(**parsing.parse(data, language))
