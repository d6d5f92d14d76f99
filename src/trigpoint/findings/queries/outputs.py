"""
The output that findings prints, as the review's model has it: title, sections, readers, what its release waits for.

It is the one whose stage is of kind `profile`. Where the model says nothing the product's own profile stands here.
"""

import dataclasses

from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries.scene import Part, Review, Scene

__all__ = ["Output", "Section", "is_sampled", "of"]

CHECKED = "qa"
WRITTEN = ("context", "support")
"""Sections for which the lead reviewer writes a text of their own."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`source` says what it prints; an empty `title` leaves the product's own heading."""

    source: str
    title: str = ""

    @property
    def key(self) -> str:
        """The form that it prints, or ""."""
        return self.source.partition(":")[2]


USUAL = (Section(source="priority"), Section(source="areas"), Section(source="reply"))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Output:
    """
    `readers` are the parts that read it once it is released, the owner's among them; None: as the product does it, the
    school, the team and the facilitator, and whom programme and head add. `title` is empty for the product's own.
    `after` are the keys of stages that come before the release.
    """

    key: str
    title: str
    sections: tuple[Section, ...]
    owner: Part
    readers: frozenset[Part] | None
    released_by: Part
    after: tuple[str, ...]
    reply: bool
    fact_check_days: int
    kept_days: int | None
    checked: bool
    checked_by: Part

    def has(self, source: str) -> bool:
        return any(section.source == source for section in self.sections)

    @property
    def written(self) -> tuple[Section, ...]:
        """The sections for which the lead reviewer writes."""
        return tuple(section for section in self.sections if section.source in WRITTEN)

    def hides_from(self, parts: frozenset[Part]) -> bool:
        """Once it is released: whether the model keeps it from whoever plays these parts."""
        return self.readers is not None and self.readers.isdisjoint(parts)


def of(model: Definition) -> Output | None:
    """None where the model has no stage at which an output is written from findings."""
    stage = model.stage_of_kind(StageKind.PROFILE.value)
    if stage is None:
        return None
    found = model.output_of(stage)
    days = int(model.number("fact_check.working_days"))
    quality = model.quality
    if found is None:
        return None
    owner = _part(model, found.owner)
    return Output(
        key=found.key,
        title=found.title if found.sections or found.readers is not None else "",
        sections=tuple(Section(source=each.source, title=each.title) for each in found.sections) or USUAL,
        owner=owner,
        readers=None
        if found.readers is None
        else frozenset({owner, *(Part(part) for part in model.parts_of(found.readers))}),
        released_by=_part(model, found.release_by) if found.release_by else Part.LEAD,
        after=found.release_after,
        reply=found.reply,
        fact_check_days=found.fact_check_days or days,
        kept_days=found.retention_days,
        checked=model.stage_of_kind(CHECKED) is not None,
        checked_by=_part(model, quality.by) if quality else Part.PROGRAMME_STAFF,
    )


def is_sampled(review: Review, model: Definition) -> bool:
    """Whether this review is one of those that the programme looks at: so many of a hundred, by the review's own id."""
    if model.stage_of_kind(CHECKED) is None:
        return False
    percent = model.quality.sample_percent if model.quality else 100
    return int(review.pk.hex[:8], 16) % 100 < percent


def is_hidden(scene: Scene, *, released: bool) -> bool:
    """Whether the output is released, and the model keeps it from this person."""
    found = of(scene.model)
    return released and found is not None and found.hides_from(scene.parts)


def _part(model: Definition, role: str) -> Part:
    return Part(model.role(role).part)
