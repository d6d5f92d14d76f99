"""The self-evaluation in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst

from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.queries import scope
from trigpoint.reviews.queries.pack import Opening
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.self_evaluation import SelfPosition, Status
from trigpoint.reviews.rules import self_evaluation as rules
from trigpoint.ui import dates


def page(
    scene: Scene, positions: Mapping[str, SelfPosition], status: Status, opening: Opening | None
) -> dict[str, Any]:
    """Every theme with its aspects, how far it is, and what the person may do."""
    placed = sum(1 for said in positions.values() if said.is_placed)
    reopening = rules.may_reopen(scene, is_complete=status.is_complete, was_released=opening is not None)
    return {
        "scene": scene,
        "themes": [
            {
                "name": theme.name,
                "subtitle": theme.subtitle,
                "aspects": [
                    _aspect(scene, aspect, positions[aspect.code])
                    for aspect in theme.aspects
                    if aspect.code in positions
                ],
            }
            for theme in scene.tree.themes
            if any(aspect.code in positions for aspect in theme.aspects)
        ],
        "progress": _("%(placed)s of %(all)s {aspects} have {an position}") % {"placed": placed, "all": len(positions)},
        "open_count": len(positions) - placed,
        "placed": placed,
        "status": _status(status),
        "writing": bool(rules.may_write(scene, is_complete=status.is_complete)),
        "completing": bool(rules.may_complete(scene, is_complete=status.is_complete)),
        "reopening": bool(reopening),
        "sharing": bool(rules.may_share(scene)),
        "is_shared": status.is_shared,
        "seen_by": seen_by(status, opening),
    }


def one(scene: Scene, aspect: Aspect, said: SelfPosition) -> dict[str, Any]:
    """One aspect to be written, with the way to the next that applies to the school."""
    applying = scope.aspects_by_code(scene.review)
    codes = [code for code in scene.tree.aspects if code in applying or code == aspect.code]
    place = codes.index(aspect.code)
    return {
        "scene": scene,
        "aspect": aspect,
        "theme": scene.tree.theme(aspect.theme),
        "place": _("%(aspect)s %(place)s of %(all)s")
        % {"aspect": capfirst(scene.model.word("aspect")), "place": place + 1, "all": len(codes)},
        "following": scene.tree.aspects[codes[place + 1]] if place + 1 < len(codes) else None,
        "previous": scene.tree.aspects[codes[place - 1]] if place else None,
        "saved": saved(said),
    }


def statements(scene: Scene, aspect: Aspect, chosen: list[str]) -> list[dict[str, Any]]:
    """As the component `statements` takes them."""
    return [
        {
            "label": level.label,
            "statements": [{"text": s.text, "id": s.key, "fits": s.key in chosen} for s in aspect.at_level(level.key)],
        }
        for level in scene.tree.levels
        if aspect.at_level(level.key)
    ]


def saved(said: SelfPosition) -> str:
    """Say "Saved 20 November 2026 at 09:40 by Tomos Prydderch"."""
    if said.saved_at is None:
        return _("Nothing saved yet")
    return _("Saved %(moment)s by %(name)s") % {"moment": dates.moment(said.saved_at), "name": said.saved_by}


def seen_by(status: Status, opening: Opening | None) -> str:
    """Who sees it, now and next."""
    governors = _(" Your governors may read it.") if status.is_shared else ""
    if opening is not None:
        return (
            _("Seen by the {school}'s leaders, and by the {review_team} since the data pack was released.") + governors
        )
    return _("Seen by the {school}'s leaders only, until the {headteacher} releases it with the data pack.") + governors


def _aspect(scene: Scene, aspect: Aspect, said: SelfPosition) -> dict[str, Any]:
    texts = {s.key: s.text for s in aspect.statements}
    return {
        "code": aspect.code,
        "name": aspect.name,
        "question": aspect.question,
        "level": scene.tree.level_labels.get(said.level, ""),
        "statements": [texts[key] for key in said.statements if key in texts],
        "evidence": said.evidence,
        "how_we_know": said.how_we_know,
        "is_begun": said.is_begun,
        "is_placed": said.is_placed,
        "saved": saved(said),
    }


def _status(status: Status) -> str:
    if status.completed_at is None:
        return ""
    facts = {"moment": dates.long(status.completed_at), "name": status.completed_by}
    return _("Complete since %(moment)s, says %(name)s.") % facts


def left_open(count: int) -> str:
    """What completing it leaves open."""
    return ngettext(
        "%(n)d {aspect} has no {position}. The team sees that as “not said”.",
        "%(n)d {aspects} have no {position}. The team sees that as “not said”.",
        count,
    ) % {"n": count}
