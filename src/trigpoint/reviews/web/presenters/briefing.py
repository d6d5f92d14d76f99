"""Who looks at what, in words."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.briefing import NOTHING, Task
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.rules import briefing as rules
from trigpoint.ui import dates


def page(
    scene: Scene,
    *,
    team: Iterable[Member],
    aspects: Iterable[Aspect],
    lines: Iterable[Any],
    tasks: Mapping[uuid.UUID, Task],
    record: Any,
    focus_is_agreed: bool,
) -> dict[str, Any]:
    """Each person with what is theirs, and the aspects that nobody looks at yet."""
    chosen, asked = list(aspects), list(lines)
    allocating = bool(rules.may_allocate(scene))
    return {
        "scene": scene,
        "people": [
            _person(member, tasks.get(member.person_id, NOTHING), chosen, asked) for member in team if member.reviews
        ],
        "uncovered": [aspect.name for aspect in rules.uncovered(chosen, tasks.values())],
        "has_focus": bool(chosen),
        "allocating": allocating,
        "holding": bool(rules.may_hold(scene, is_held=record is not None, focus_is_agreed=focus_is_agreed)),
        "waits_for_focus": allocating and not focus_is_agreed,
        "held": _held(record),
        "notes": record.notes if record else "",
        "seen_by": seen_by(),
    }


def seen_by() -> str:
    return _("Seen by the {review_team} and the {headteacher} of the {school}.")


def _person(member: Member, task: Task, aspects: list[Aspect], lines: list[Any]) -> dict[str, Any]:
    return {
        "id": member.person_id,
        "name": member.name,
        "school": member.school_name,
        "leads": member.leads,
        "aspects": [aspect.name for aspect in aspects if aspect.code in task.aspects],
        "lines": [line.question for line in lines if line.pk in task.lines],
    }


def _held(record: Any) -> str:
    return _("The team was briefed on %(day)s.") % {"day": dates.long(record.held_on)} if record else ""
