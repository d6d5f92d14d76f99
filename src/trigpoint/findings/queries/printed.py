"""
What the profile says, as one value: page, PDF, Word and API all print this.

It is built from the team's positions while the profile is drafted and checked, and kept as it was on release. It holds
each aspect for itself; nothing joins them.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from trigpoint.evidence.queries import citations, plans
from trigpoint.findings.models import Profile
from trigpoint.findings.queries import filled, host_answers, outputs, own_view, positions
from trigpoint.findings.queries.filled import PrintedBlock, PrintedEntry
from trigpoint.findings.queries.host_answers import HostView
from trigpoint.findings.queries.judging import judging
from trigpoint.findings.queries.own_view import OwnView
from trigpoint.findings.queries.positions import Agreed
from trigpoint.frameworks.queries import Aspect, Tree
from trigpoint.reviews.queries import team
from trigpoint.reviews.queries.scene import Review, Scene


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """One statement that fits, under the words of its place on the framework's ladder."""

    level: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Evidence as a reader sees it who may not see notes: kind, count and day."""

    kind: str
    count: int
    day: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPoint:
    """One short point, and the evidence under it."""

    text: str
    citations: tuple[Cited, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedList:
    """The points under one of the model's lists, such as "What went well"."""

    label: str
    points: tuple[PrintedPoint, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSection:
    """One section of the model's output, in its order. Areas, lists, priority and reply are printed from what stands beside."""

    source: str
    title: str
    text: str
    blocks: tuple[PrintedBlock, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAspect:
    """
    One aspect: what the team highlights and says, on what evidence, and what the school says of itself.

    `school_agrees` is None where positions are not agreed with the school, or it has said nothing yet.
    """

    code: str
    name: str
    theme: str
    question: str
    statements: tuple[Highlight, ...]
    level: str
    not_enough_evidence: bool
    commentary: str
    reason: str
    citations: tuple[Cited, ...]
    school_level: str
    school_statements: tuple[Highlight, ...]
    school_evidence: str
    strength: str = ""
    lists: tuple[PrintedList, ...] = ()
    school_agrees: bool | None = None
    school_otherwise: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The whole profile."""

    school: str
    partnership: str
    cycle: str
    visit_starts_on: dt.date
    visit_ends_on: dt.date
    team: tuple[str, ...]
    framework: str
    levels: tuple[str, ...]
    aspects: tuple[PrintedAspect, ...]
    priority: str
    priority_aspect: str
    title: str = ""
    sections: tuple[PrintedSection, ...] = ()

    def content(self) -> dict[str, Any]:
        """As plain values, to be kept."""
        content: dict[str, Any] = _plain(dataclasses.asdict(self))
        return content

    @classmethod
    def of(cls, content: dict[str, Any]) -> "Printed":
        """From what `content` made."""
        values = dict(content)
        for name in ("visit_starts_on", "visit_ends_on"):
            values[name] = dt.date.fromisoformat(values[name])
        values["team"], values["levels"] = tuple(values["team"]), tuple(values["levels"])
        values["aspects"] = tuple(_aspect_of(aspect) for aspect in values["aspects"])
        values["sections"] = tuple(_section_of(section) for section in values.get("sections", ()))
        return cls(**values)


def printed(scene: Scene, row: Profile | None) -> Printed:
    """What the profile says now; once released, what it said then. At most six queries."""
    if row is not None and row.content is not None:
        return Printed.of(row.content)
    review, tree = scene.review, scene.tree
    output = outputs.of(scene.model)
    agreed = positions.agreed(review)
    cited = citations.cite_each(_groups(agreed))
    own = own_view.by_aspect(review, tree)
    asked = scene.model.judgement.agreed_with_host
    answers = host_answers.newest(review) if asked else {}
    return Printed(
        school=review.host.name,
        partnership=review.partnership.name,
        cycle=review.cycle.name,
        visit_starts_on=review.visit_starts_on,
        visit_ends_on=review.visit_ends_on,
        team=tuple(
            ", ".join(filter(None, [m.name, m.school_name])) for m in team.members(review, on=scene.on) if m.reviews
        ),
        framework=f"{tree.title} {tree.version}",
        levels=tuple(judging(scene.model, tree).levels.values()),
        aspects=tuple(
            _aspect(scene, aspect, agreed[aspect.code], cited, own[aspect.code], answers)
            for aspect in _order(tree, review)
            if aspect.code in agreed
        ),
        priority=row.priority if row else "",
        priority_aspect=tree.aspects[row.priority_aspect].name if row and row.priority_aspect else "",
        title=output.title if output else "",
        sections=tuple(_section(scene, section, row) for section in output.sections) if output else (),
    )


def _section(scene: Scene, section: outputs.Section, row: Profile | None) -> PrintedSection:
    """What was filled in elsewhere, and what the lead writes with the profile."""
    return PrintedSection(
        source=section.source,
        title=section.title,
        text=row.texts.get(section.source, "") if row else "",
        blocks=filled.blocks(scene, section),
    )


def _groups(agreed: Mapping[str, Agreed]) -> dict[str, Iterable[uuid.UUID]]:
    """Notes to be cited: those of each aspect as a whole, and those of each of its points."""
    found: dict[str, Iterable[uuid.UUID]] = {}
    for code, said in agreed.items():
        found[code] = said.note_ids
        for number, point in enumerate(said.points):
            found[f"{code} {number}"] = point.note_ids
    return found


def _order(tree: Tree, review: Review) -> list[Aspect]:
    """The aspects in focus, in the framework's order."""
    wanted = {aspect.code for aspect in plans.in_focus(review)}
    return [aspect for code, aspect in tree.aspects.items() if code in wanted]


def _aspect(  # noqa: PLR0917 - what an aspect is printed from
    scene: Scene,
    aspect: Aspect,
    said: Agreed,
    cited: Mapping[str, tuple[citations.Citation, ...]],
    own: OwnView,
    answers: Mapping[str, HostView],
) -> PrintedAspect:
    tree = scene.tree
    asked = judging(scene.model, tree)
    answer = host_answers.standing(answers, said)
    numbered = list(enumerate(said.points))
    return PrintedAspect(
        code=aspect.code,
        name=aspect.name,
        theme=tree.theme(aspect.theme).name,
        question=aspect.question,
        statements=_highlights(tree, aspect, said.statements),
        level=tree.level_labels.get(said.level, ""),
        not_enough_evidence=said.not_enough_evidence,
        commentary=said.commentary,
        reason=said.reason,
        citations=_cited(scene, cited[aspect.code]),
        school_level=own.level if asked.levels else "",
        school_statements=_highlights(tree, aspect, own.statements),
        school_evidence=own.evidence,
        strength=asked.strengths.get(said.strength, ""),
        lists=tuple(
            PrintedList(
                label=label,
                points=tuple(
                    PrintedPoint(text=point.text, citations=_cited(scene, cited[f"{aspect.code} {number}"]))
                    for number, point in numbered
                    if point.under == key
                ),
            )
            for key, label in asked.lists.items()
        ),
        school_agrees=answer.agrees if answer else None,
        school_otherwise=answer.text if answer else "",
    )


def _cited(scene: Scene, found: tuple[citations.Citation, ...]) -> tuple[Cited, ...]:
    labels = scene.model.evidence_labels
    return tuple(Cited(kind=labels.get(one.kind, one.kind), count=one.count, day=one.day) for one in found)


def _highlights(tree: Tree, aspect: Aspect, keys: tuple[str, ...]) -> tuple[Highlight, ...]:
    return tuple(
        Highlight(level=tree.level_labels[statement.level], text=statement.text)
        for statement in aspect.statements
        if statement.key in keys
    )


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case dt.date():
            return value.isoformat()
        case _:
            return value


def _aspect_of(data: dict[str, Any]) -> PrintedAspect:
    values = dict(data)
    for name in ("statements", "school_statements"):
        values[name] = tuple(Highlight(**item) for item in values[name])
    values["citations"] = _cited_of(values["citations"])
    values["lists"] = tuple(
        PrintedList(
            label=each["label"],
            points=tuple(
                PrintedPoint(text=point["text"], citations=_cited_of(point["citations"])) for point in each["points"]
            ),
        )
        for each in values.get("lists", ())
    )
    return PrintedAspect(**values)


def _cited_of(rows: Iterable[dict[str, Any]]) -> tuple[Cited, ...]:
    return tuple(Cited(**{**row, "day": dt.date.fromisoformat(row["day"])}) for row in rows)


def _section_of(data: dict[str, Any]) -> PrintedSection:
    blocks = tuple(
        PrintedBlock(title=block["title"], entries=tuple(PrintedEntry(**entry) for entry in block["entries"]))
        for block in data["blocks"]
    )
    return PrintedSection(**{**data, "blocks": blocks})
