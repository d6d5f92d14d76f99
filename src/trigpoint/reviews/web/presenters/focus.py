"""The focus in words."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import time_format

from trigpoint.kernel.guards import Breach
from trigpoint.people.queries.safeguarding import Contacts
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries import focus as queries
from trigpoint.reviews.queries import scope
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.timetable import NotAvailable
from trigpoint.reviews.rules import focus as rules
from trigpoint.ui import dates

MECHANICS = ("programme", "special_events", "observation_protocol", "base")


def page(scene: Scene, record: Any, lines: Iterable[Any], *, contacts: Iterable[Contacts]) -> dict[str, Any]:
    """What is in focus and why, how the visit runs, who has agreed, and what the person may do."""
    agreed_at = queries.agreed_on(record)
    breaches = rules.breaches(scene.model, scene.tree, scope.themes(scene.review), record.aspects)
    return {
        "scene": scene,
        "record": record,
        "themes": themes(scene, record.aspects),
        "lines": [_line(scene, line) for line in lines],
        "mechanics": [_mechanic(record, name) for name in MECHANICS if getattr(record, name)],
        "mode": record.get_mode_display(),
        "safeguarding": [name for found in contacts for name in (*found.leads, *found.deputies)],
        "agreed": _("Agreed by both on %(day)s.") % {"day": dates.long(agreed_at)} if agreed_at else "",
        "signs": [
            _sign(_("{Lead}"), record.lead_agreed_by, record.lead_agreed_at),
            _sign(_("{Headteacher}"), record.head_agreed_by, record.head_agreed_at),
        ],
        "breaches": _said(breaches),
        "writing": bool(rules.may_write(scene, is_agreed=agreed_at is not None)),
        "agreeing": not breaches
        and not _has_agreed(scene, record)
        and bool(rules.may_agree(scene, is_agreed=agreed_at is not None)),
        "reopening": bool(rules.may_reopen(scene, is_agreed=agreed_at is not None, visit_is_over=False)),
        "may_see_not_observed": bool(rules.may_see_not_observed(scene)),
        "may_know_of_not_observed": bool(rules.may_know_of_not_observed(scene)),
        "seen_by": seen_by(),
    }


def themes(scene: Scene, codes: Iterable[str]) -> list[dict[str, Any]]:
    """The themes in focus, each with its aspects in focus."""
    chosen = queries.aspects_of(scene.tree, list(codes))
    return [
        {"name": theme.name, "aspects": [aspect for aspect in chosen if aspect.theme == theme.code]}
        for theme in scene.tree.themes
        if any(aspect.theme == theme.code for aspect in chosen)
    ]


def line(scene: Scene, codes: Iterable[str]) -> dict[str, Any]:
    """A line of enquiry to be written, with the framework's questions on what is in focus, to choose from and adapt."""
    return {
        "scene": scene,
        "seen_by": seen_by(),
        "asked": [
            {"name": aspect.name, "questions": (aspect.question, *aspect.questions)}
            for aspect in queries.aspects_of(scene.tree, list(codes))
        ],
    }


def not_observed(scene: Scene, entries: Iterable[NotAvailable]) -> dict[str, Any]:
    return {
        "scene": scene,
        "entries": [{"id": entry.id, "code": entry.code, "when": _when(entry)} for entry in entries],
        "setting": bool(rules.may_set_not_observed(scene)),
        "seen_by": _(
            "Seen by the {school}'s leaders and the {lead}. {Reviewers} only learn that somebody is not available. "
            "Nobody is told why: there is nowhere to write it."
        ),
    }


def seen_by() -> str:
    return _(
        "Seen by the {school}'s leaders and governors, the {review_team} and the {facilitator}. "
        "The {partnership} sees the {themes} only."
    )


def _said(breaches: Iterable[Breach]) -> list[str]:
    return [str(breach.message) for breach in breaches]


def _line(scene: Scene, line: Any) -> dict[str, Any]:
    names = [aspect.name for aspect in queries.aspects_of(scene.tree, line.aspects)]
    return {"id": line.pk, "question": line.question, "why": line.why, "aspects": ", ".join(names)}


def _mechanic(record: Any, name: str) -> dict[str, str]:
    label = str(type(record)._meta.get_field(name).verbose_name)  # noqa: SLF001 - a model's public description
    return {"label": label[:1].upper() + label[1:], "text": getattr(record, name)}


def _sign(who: str, person: Any, at: Any) -> str:
    if at is None:
        return _("%(who)s: not agreed yet") % {"who": who}
    return _("%(who)s: agreed by %(name)s, %(moment)s") % {"who": who, "name": person.name, "moment": dates.moment(at)}


def _has_agreed(scene: Scene, record: Any) -> bool:
    as_lead = not scene.plays(Part.LEAD) or record.lead_agreed_at is not None
    as_head = not scene.plays(Part.HOST_HEAD) or record.head_agreed_at is not None
    return as_lead and as_head


def _when(entry: NotAvailable) -> str:
    if entry.starts_at is None or entry.ends_at is None:
        return _("throughout the visit")
    start, end = timezone.localtime(entry.starts_at), timezone.localtime(entry.ends_at)
    facts = {"day": dates.short(start), "from": time_format(start, "H:i"), "until": time_format(end, "H:i")}
    return _("%(day)s from %(from)s to %(until)s") % facts
