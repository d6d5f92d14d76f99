"""What a model is made of, as values."""

import dataclasses
import datetime as dt
import functools


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that has to hold: `kind` is done, signed, team, form, evidence, released or qa; `about` says of what."""

    kind: str
    about: str

    @classmethod
    def parse(cls, text: str) -> "Condition":
        kind, _, about = text.partition(":")
        return cls(kind=kind, about=about)

    def __str__(self) -> str:
        return f"{self.kind}:{self.about}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StageDefinition:
    """
    One step of the model.

    `kind` is what the product does there (a fixed few); `key` is the model's own name for it. `owner` is the product's role
    that moves it on, `owner_key` what the model calls that role. `offset_days` counts calendar days from the first day of
    the visit (negative: before it); where `offset_school_days` is given, that counts, and `offset_days` is about as many.
    `after` are the stages that come right before (resolved: never a default); `strand` is empty for a stage of all strands.
    """

    key: str
    kind: str
    title: str
    group: str
    owner: str
    offset_days: int
    planned: bool
    owner_key: str = ""
    offset_school_days: int | None = None
    strand: str = ""
    after: tuple[str, ...] = ()
    optional: bool = False
    repeatable: bool = False
    lasts_days: int = 1
    entry: tuple[Condition, ...] = ()
    exit: tuple[Condition, ...] = ()
    publish: bool = False
    intro: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """A way of finding out: `short` heads a narrow column."""

    key: str
    label: str
    short: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    key: str
    title: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkRef:
    """Which framework, in which version."""

    key: str
    version: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a review is about: `sites_min` and `sites_max` are 0 where it has no sites."""

    kind: str = "school"
    sites_min: int = 0
    sites_max: int = 0

    @property
    def has_sites(self) -> bool:
        return self.sites_max > 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """How schools stand together, and who gives to whom."""

    kind: str = "cluster"
    reciprocity: str = "all_give_and_take"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One of a few named things: a strength of evidence, a list of short points."""

    key: str
    label: str
    meaning: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Judgement:
    """
    How findings are said. `levels`: a position on the framework's ladder; `statements`: its statements are highlighted;
    `strength`: how strong the evidence is, instead of a level; `lists`: short points in each area. Never an overall grade.
    """

    style: str
    levels: bool
    statements: bool
    strength: tuple[Term, ...] = ()
    lists: tuple[Term, ...] = ()
    not_enough_evidence: bool = False
    agreed_with_host: bool = False

    @functools.cached_property
    def list_labels(self) -> dict[str, str]:
        return {term.key: term.label for term in self.lists}

    @functools.cached_property
    def strength_labels(self) -> dict[str, str]:
        return {term.key: term.label for term in self.strength}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form; `options` for kinds `choice` and `choices`."""

    key: str
    label: str
    kind: str
    hint: str = ""
    options: tuple[Term, ...] = ()
    required: bool = False
    max_length: int | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class FormDefinition:
    """
    A form that people fill in at a stage; `filled_by` and `readers` are role keys (those who fill it in always read).

    `per`: one for the review, or one for each site, area (aspect in focus) or person. `sponsor`: what it holds was said by
    people without an account, and is entered by an adult who answers for it; `voice` is the role of whom it speaks for.
    """

    key: str
    stage: str
    title: str
    filled_by: tuple[str, ...]
    readers: tuple[str, ...]
    fields: tuple[Field, ...]
    intro: str = ""
    per: str = "review"
    required: bool = True
    sponsor: bool = False
    voice: str = ""

    @functools.cached_property
    def field_by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an output: `source` is context, areas, lists, priority, accreditation, support, reply or `form:<key>`."""

    title: str
    source: str

    @property
    def form(self) -> str:
        """The form that it prints, or ""."""
        kind, _, key = self.source.partition(":")
        return key if kind == "form" else ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """
    What comes out of a review. `readers` are role keys: all others may not read it, the team neither unless it is listed;
    None is what the product does where the model says nothing. `publish_by_months` counts from the last day of the visit.
    """

    key: str
    stage: str
    title: str
    owner: str
    readers: tuple[str, ...] | None = None
    sections: tuple[Section, ...] = ()
    fact_check_days: int | None = None
    reply: bool = True
    release_by: str = ""
    release_after: tuple[str, ...] = ()
    publish_by_months: int | None = None
    retention_days: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationDefinition:
    """Something that a school may be accredited for: it outlives the review, for `months`."""

    key: str
    title: str
    months: int
    nominated_by: str = ""
    decided_at: str = ""

    @property
    def form(self) -> str:
        """The form with which it is nominated, or ""."""
        return self.nominated_by.partition(":")[2]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllocationRule:
    rule: str
    enforce: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What comes after: looking back at the last review, actions that reviewers take home, a progress review."""

    look_back: bool = False
    take_aways: bool = False
    progress_review_months: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Who checks how many of the outputs before they are released, and within how many working days."""

    sample_percent: int = 0
    by: str = "programme_staff"
    within_days: int = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """To whom a concern goes; `otherwise` when it is about that person."""

    kind: str
    to: str
    otherwise: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """What a stage costs one person of a role; `role` and `stage` are the model's keys."""

    role: str
    stage: str
    hours: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What the host pays, in pounds."""

    pounds: float
    note: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """The days on which a review may be planned by the model."""

    starts_on: dt.date | None = None
    ends_on: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)
