"""
What the profile says, as one value: page, PDF, Word and API all print this.

It is built from the team's positions while the profile is drafted and checked, and kept as it was on release. It holds
each aspect for itself; nothing joins them.
"""

import dataclasses
import datetime as dt
from typing import Any

from trigpoint.evidence.queries import citations, plans
from trigpoint.findings.models import Profile
from trigpoint.findings.queries import own_view, positions
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
class PrintedAspect:
    """One aspect: what the team highlights and says, on what evidence, and what the school says of itself."""

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
        return cls(**values)


def printed(scene: Scene, row: Profile | None) -> Printed:
    """What the profile says now; once released, what it said then. At most six queries."""
    if row is not None and row.content is not None:
        return Printed.of(row.content)
    review, tree = scene.review, scene.tree
    agreed = positions.agreed(review)
    cited = citations.cite_each({code: said.note_ids for code, said in agreed.items()})
    own = own_view.by_aspect(review, tree)
    return Printed(
        school=review.host.name,
        partnership=review.partnership.name,
        cycle=review.cycle.name,
        visit_starts_on=review.visit_starts_on,
        visit_ends_on=review.visit_ends_on,
        team=tuple(f"{m.name}, {m.school_name}" for m in team.members(review, on=scene.on) if m.reviews),
        framework=f"{tree.title} {tree.version}",
        levels=tuple(level.label for level in tree.levels),
        aspects=tuple(
            _aspect(scene, aspect, agreed[aspect.code], cited[aspect.code], own[aspect.code])
            for aspect in _order(tree, review)
            if aspect.code in agreed
        ),
        priority=row.priority if row else "",
        priority_aspect=tree.aspects[row.priority_aspect].name if row and row.priority_aspect else "",
    )


def _order(tree: Tree, review: Review) -> list[Aspect]:
    """The aspects in focus, in the framework's order."""
    wanted = {aspect.code for aspect in plans.in_focus(review)}
    return [aspect for code, aspect in tree.aspects.items() if code in wanted]


def _aspect(
    scene: Scene, aspect: Aspect, said: Agreed, cited: tuple[citations.Citation, ...], own: OwnView
) -> PrintedAspect:
    tree = scene.tree
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
        citations=tuple(
            Cited(kind=scene.model.evidence_labels.get(one.kind, one.kind), count=one.count, day=one.day)
            for one in cited
        ),
        school_level=own.level,
        school_statements=_highlights(tree, aspect, own.statements),
        school_evidence=own.evidence,
    )


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
    values["citations"] = tuple(
        Cited(**{**item, "day": dt.date.fromisoformat(item["day"])}) for item in values["citations"]
    )
    return PrintedAspect(**values)
