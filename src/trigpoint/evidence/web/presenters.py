"""What the pages of evidence say, from what queries found."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.text import capfirst

from trigpoint.evidence import rules
from trigpoint.evidence.actions.notes import Receipt
from trigpoint.evidence.enums import Mode, Strength
from trigpoint.evidence.queries import matrix as matrices
from trigpoint.evidence.queries import notes, plans
from trigpoint.evidence.queries import retention as retentions
from trigpoint.evidence.queries.notes import Note, NoteView, SetAside
from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.rules.keeping import held
from trigpoint.ui import dates


def seen_by(scene: Scene) -> str:
    """Who reads the notes."""
    if scene.plays(Part.LEAD):
        return _("Seen by you and each note's author; by the whole team once the visit is over. Never by the {school}.")
    return _("Seen by you and the {lead}; by the whole team once the visit is over. Never by the {school}.")


def kept(scene: Scene) -> dict[str, str]:
    """How long the notes are kept: `gone` or `held` or `until`, in words; nothing as long as their time has not begun."""
    found = retentions.of(scene.review)
    if found.deleted_on:
        return {"gone": rules.retention.gone(found)}
    if found.held_on:
        return {"held": held(rules.retention.NOTES, found)}
    if found.until:
        return {"until": str(rules.retention.NOTES.until) % {"day": dates.long(found.until)}}
    return {}


def safe_here(count: int, last: Note | None) -> str:
    """What is on the server."""
    if last is None:
        return _("Nothing to save yet. Notes go to the server as you save them.")
    words = ngettext(
        "%(count)d note is safe on the server, saved %(time)s.",
        "%(count)d notes are safe on the server, the last saved %(time)s.",
        count,
    )
    return words % {"count": count, "time": _clock(last.created_at)}


def saved(receipt: Receipt) -> str:
    if receipt.set_aside:
        return _("This review is over. Your note is kept, and the {lead} decides whether it counts.")
    return _("Saved on the server %(time)s.") % {"time": _clock(receipt.received_at)}


def kinds(scene: Scene) -> list[tuple[str, str]]:
    return [(kind.key, kind.label) for kind in scene.model.evidence_kinds]


def entry(scene: Scene, view: NoteView, aspects: dict[str, str]) -> dict[str, Any]:
    """One note as a list shows it."""
    return {
        "id": view.id,
        "href": reverse("evidence:note", args=[scene.review.pk, view.id]),
        "time": dates.moment(view.seen_at),
        "kind": scene.model.evidence_labels.get(view.kind, view.kind),
        "place": view.place,
        "aspects": [aspects.get(code, code) for code in view.aspects],
        "author": _("you") if view.author_id == scene.hats.person_id else view.author_name,
        "own": view.author_id == scene.hats.person_id,
        "text": view.text,
        "meaning": view.meaning,
        "strength": Strength(view.strength).label if view.strength else "",
        "mode": Mode(view.mode).label if view.mode != Mode.IN_PERSON else "",
        "rev": view.rev,
        "received": dates.moment(view.received_at),
        "files": view.attachments,
    }


def entries(scene: Scene, views: Iterable[NoteView]) -> list[dict[str, Any]]:
    names = {code: aspect.name for code, aspect in scene.tree.aspects.items()}
    return [entry(scene, view, names) for view in views]


def matrix(scene: Scene, aspects: tuple[Aspect, ...], *, linked: bool) -> dict[str, Any]:
    """
    The matrix of aspect and kind, with a remark where it is thin.

    Its columns are the kinds that have a note, and those that the timetable's model names first, up to eight.
    """
    rows = matrices.matrix(scene.review, aspects)
    used = {kind for row in rows for kind in row.by_kind}
    model = scene.model.evidence_kinds
    shown = [kind for number, kind in enumerate(model) if kind.key in used or number < 6]
    base = reverse("evidence:notes", args=[scene.review.pk])
    aspect = scene.model.word("aspect")
    return {
        "caption": _("Notes by %(aspect)s and kind of evidence") % {"aspect": aspect},
        "corner": _("%(aspect)s in focus") % {"aspect": capfirst(aspect)},
        "columns": [kind.short for kind in shown],
        "rows": [
            {
                "label": row.aspect.name,
                "cells": [
                    {
                        "count": row.by_kind.get(kind.key, 0),
                        "href": f"{base}?aspect={row.aspect.code}&kind={kind.key}" if linked else "",
                    }
                    for kind in shown
                ],
                "remark": remark(row),
                "row": row,
            }
            for row in rows
        ],
    }


def remark(row: matrices.Row) -> str:
    """What is thin here, in words; "" where two people found two kinds."""
    if not row.by_kind:
        return _("nothing yet")
    match (row.kinds < 2, row.people < 2):
        case (True, True):
            return _("one kind, one person")
        case (True, False):
            return _("one kind")
        case (False, True):
            return _("one person")
        case _:
            return ""


def people_of(rows: Iterable[matrices.Row], team: Iterable[Member]) -> list[dict[str, Any]]:
    """Notes by aspect for each of the team."""
    rows = list(rows)
    return [
        {"name": member.name, "cells": [row.by_person.get(member.person_id, 0) for row in rows]}
        for member in team
        if member.reviews
    ]


def waiting(scene: Scene, row: SetAside) -> dict[str, Any]:
    """Something that came late or twice, as the lead reviewer reads it."""
    said = row.payload
    return {
        "id": row.pk,
        "author": row.author.name,
        "because": row.get_because_display(),
        "received": dates.moment(row.received_at),
        "time": dates.moment(dt.datetime.fromisoformat(said["seen_at"])),
        "kind": scene.model.evidence_labels.get(said["kind"], said["kind"]),
        "aspects": [scene.tree.aspects[code].name for code in said["aspects"] if code in scene.tree.aspects],
        "text": said["text"],
        "meaning": said["meaning"],
    }


def panel(scene: Scene) -> dict[str, Any] | None:
    """The matrix on the review's overview, from the visit's first day (or note) until the profile is out."""
    if not rules.visibility.may_see_own(scene) or rules.keeping.is_late(scene):
        return None
    found = matrix(scene, plans.in_focus(scene.review), linked=False)
    if scene.on < scene.review.visit_starts_on and not any(row["row"].by_kind for row in found["rows"]):
        return None
    return {"scene": scene, "matrix": found, "may_record": scene.review.state in {"planned", "under_way"}}


def start(scene: Scene, at: dt.datetime) -> tuple[dict[str, Any], plans.Entry | None]:
    """What a new note has filled in, and the activity that it comes from."""
    now = timezone.localtime(at)
    activity = plans.current(scene.review, scene.hats.person_id, at=at)
    initial: dict[str, Any] = {
        "note_id": uuid.uuid4(),
        "version": 0,
        "made_at": at.isoformat(),
        "time": now.time().replace(second=0, microsecond=0),
        "day": now.date(),
        "mode": Mode.IN_PERSON.value,
    }
    if activity is not None:
        initial |= {
            "activity_id": activity.id,
            "kind": activity.kind,
            "place": " ".join([*activity.codes, activity.place])[:60].strip(),
            "aspects": list(activity.aspects),
            "mode": activity.mode,
        }
        if not activity.starts_at <= at < activity.ends_at:
            initial["time"] = timezone.localtime(activity.starts_at).time()
    return initial, activity


def eyebrow(initial: dict[str, Any], activity: plans.Entry | None) -> str:
    """ "09:40 · Year 4 · paired with a leader of the school"."""
    parts = [initial["time"].strftime("%H:%M"), initial.get("place", "")]
    if activity is not None and activity.partner_id:
        parts.append(_("paired with a leader of the {school}"))
    return " · ".join(part for part in parts if part)


def values(view: NoteView) -> dict[str, Any]:
    """A note as its form takes it, to be said anew."""
    seen = timezone.localtime(view.seen_at)
    return {
        "note_id": view.id,
        "version": view.rev,
        "activity_id": view.activity_id,
        "aspects": list(view.aspects),
        "text": view.text,
        "kind": view.kind,
        "time": seen.time().replace(second=0, microsecond=0),
        "day": seen.date(),
        "place": view.place,
        "meaning": view.meaning,
        "strength": view.strength,
        "mode": view.mode,
    }


def count_mine(scene: Scene) -> int:
    mine = scene.hats.person_id
    return notes.count_by_author(scene.review).get(mine, 0) if mine else 0


def _clock(at: dt.datetime) -> str:
    return formatted(timezone.localtime(at), "H:i")
