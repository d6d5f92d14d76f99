"""What the pages about forms say."""

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.decision import Decision
from trigpoint.proformas.queries import printed, sheets, spots
from trigpoint.proformas.queries.sheets import Due, Written
from trigpoint.proformas.queries.spots import Spot
from trigpoint.proformas.rules.visibility import OVER, Facts, may_fill, may_finish, may_know, may_read
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.pieces import FormDefinition, StageDefinition
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.stages import Step
from trigpoint.reviews.queries.stages import stages as steps_of
from trigpoint.reviews.rules import conditions
from trigpoint.ui import dates

MOST = 6
"""Lines of a kind on the overview; all stand on the page of the review's forms."""


def stages(scene: Scene) -> dict[str, Any]:
    """Every stage with forms that concern the person, in the model's order."""
    rows = list(sheets.of_review(scene.review))
    found = []
    for step in steps_of(scene.review):
        forms = _known(scene, step.key)
        if forms:
            due = sheets.forms_due(scene.review, scene.model, forms, on=scene.on, rows=rows)
            found.append(_summary(scene, step, due))
    return {
        "scene": scene,
        "stages": found,
        "can_export": any(each["read"] for each in found),
        "seen_by": _("Each form says who reads it. What is still being written is seen by those who write it."),
    }


def stage(scene: Scene, asked: StageDefinition) -> dict[str, Any]:
    """One stage: its forms with how far each is, and what its owner may do."""
    step = next((step for step in steps_of(scene.review) if step.key == asked.key), None)
    forms = _known(scene, asked.key)
    due = sheets.forms_due(scene.review, scene.model, forms, on=scene.on)
    finishing = (
        asked.kind == StageKind.RECORD and bool(step and not step.is_done) and bool(may_finish(scene, asked.owner_key))
    )
    return {
        "scene": scene,
        "stage": asked,
        "date": _date(step),
        "is_done": bool(step and step.is_done),
        "forms": [_form(scene, form, [each for each in due if each.form is form]) for form in forms],
        "finishing": finishing,
        "not_yet": _not_yet(scene, asked),
        "seen_by": seen_by(scene, forms),
    }


def sheet(scene: Scene, asked: FormDefinition, spot: Spot, number: int, said: Written) -> dict[str, Any]:
    """One form, to write in or to read."""
    facts = Facts(sent=said.is_sent, own=spots.is_own(scene, spot))
    filling = bool(may_fill(scene, asked, facts))
    stage_ = scene.model.stage_by_key[asked.stage]
    return {
        "scene": scene,
        "asked": asked,
        "stage": stage_,
        "about": spots.said(spot, number, repeatable=stage_.repeatable),
        "place": spot.place,
        "number": number,
        "question": _question(scene, spot),
        "writing": filling and not said.is_sent,
        "reopening": filling and said.is_sent,
        "saved": _saved(said),
        "sent": _sent(said),
        "voices": said.voices,
        "lines": printed.lines(asked, dict(said.answers)),
        "earlier": max(0, len(sheets.sendings(said.sheet)) - 1) if said.sheet and said.is_sent else 0,
        "seen_by": seen_by(scene, [asked]),
        "then": _then(scene, asked),
    }


def due(scene: Scene, asked: FormDefinition) -> list[Due]:
    """Where the form is due, with what is there."""
    return sheets.forms_due(scene.review, scene.model, [asked], on=scene.on)


def next_number(scene: Scene, asked: FormDefinition, found: Iterable[Due], place: str) -> int | None:
    """The number of the next one at a place, where the stage is held more than once and all before are sent in."""
    here = [each for each in found if each.spot.place == place]
    if not scene.model.stage_by_key[asked.stage].repeatable or not here or not all(each.is_sent for each in here):
        return None
    return max(each.number for each in here) + 1


def readable(scene: Scene) -> list[tuple[FormDefinition, printed.Filled]]:
    """Every form that was sent in and that the person may read."""
    known = [form for form in scene.model.forms if may_know(scene.model, form, scene.parts)]
    return [(form, each) for form in known for each in filled(scene, form)]


def filled(scene: Scene, form: FormDefinition) -> tuple[printed.Filled, ...]:
    """What was sent in of one form, as far as the person may read it: of one for each school, perhaps their own alone."""
    return printed.form(scene.review, form.key, on=scene.on, may_read=functools.partial(reads, scene))


def reads(scene: Scene, due: Due) -> Decision:
    """Whether the person reads what stands in it now."""
    facts = Facts(sent=due.is_sent, own=spots.is_own(scene, due.spot))
    return may_read(scene.model, due.form, scene.parts, facts)


def seen_by(scene: Scene, forms: Iterable[FormDefinition]) -> str:
    """Who writes and who reads, in the model's words."""
    asked = list(forms)
    writers = _labels(scene, (key for form in asked for key in form.filled_by))
    readers = [
        label for label in _labels(scene, (key for form in asked for key in form.readers)) if label not in writers
    ]
    if not writers:
        return ""
    said = _("Written and seen by: %(who)s.") % {"who": _listed(writers)}
    if readers:
        said += " " + _("Once it is sent in, read by: %(who)s.") % {"who": _listed(readers)}
    return said


def panel(scene: Scene) -> dict[str, Any] | None:
    """On the overview: forms that wait for this person; and, as long as the review is there, those that were filled in."""
    if not scene.model.forms:
        return None
    rows = list(sheets.of_review(scene.review))
    steps = steps_of(scene.review)
    waiting = [] if scene.review.state in OVER else _all_waiting(scene, steps, rows)
    filled = list(_all_filled(scene, steps, rows))
    if not waiting and not filled:
        return None
    return {
        "rows": waiting[:MOST],
        "more": max(0, len(waiting) - MOST),
        "filled": filled[:MOST],
        "more_filled": max(0, len(filled) - MOST),
        "review_id": scene.review.pk,
    }


def _all_waiting(scene: Scene, steps: Iterable[Step], rows: list[sheets.Sheet]) -> list[dict[str, Any]]:
    waiting = []
    for step in steps:
        forms = [] if step.is_done else [form for form in _known(scene, step.key) if _writes(scene, form)]
        found = sheets.forms_due(scene.review, scene.model, forms, on=scene.on, rows=rows) if forms else []
        for form in forms:
            left = [each for each in found if each.form is form and _is_left(scene, each)]
            if left:
                waiting.append(_waiting(scene, step, left))
    return sorted(waiting, key=lambda row: not row["required"])


def _all_filled(scene: Scene, steps: Iterable[Step], rows: list[sheets.Sheet]) -> Iterator[dict[str, Any]]:
    """What was sent in and this person may read, a line for each form: straight to it, or to all of them. No query."""
    sent: dict[str, list[sheets.Sheet]] = {}
    for row in rows:
        if row.state == "sent":
            sent.setdefault(row.form, []).append(row)
    for step in steps:
        for form in scene.model.forms_of(step.key):
            there = [row for row in sent.get(form.key, ()) if _may_read(scene, form, row)]
            if there:
                one = there[0]
                yield {
                    "form": form.title,
                    "stage": step.title if step.title != form.title else "",
                    "count": len(there),
                    "href": _href(scene, form, one.place, one.number)
                    if len(there) == 1
                    else reverse("proformas:stage", args=[scene.review.pk, step.key]),
                }


def _may_read(scene: Scene, form: FormDefinition, row: sheets.Sheet) -> bool:
    facts = Facts(sent=True, own=spots.is_own(scene, sheets.spot_of(row)))
    return bool(may_read(scene.model, form, scene.parts, facts))


def _writes(scene: Scene, form: FormDefinition) -> bool:
    return bool(may_fill(scene, form, Facts(sent=False, own=True)))


def _is_left(scene: Scene, each: Due) -> bool:
    """Not sent in yet, and not somebody else's own."""
    return not each.is_sent and each.number == 1 and each.spot.person_id in (None, scene.hats.person_id)


def _waiting(scene: Scene, step: Step, left: list[Due]) -> dict[str, Any]:
    """One form that waits, wherever it is due: straight to it where it is due in one place alone."""
    one, form = left[0], left[0].form
    alone = len(left) == 1
    count = ngettext("%(n)d to write", "%(n)d to write", len(left)) % {"n": len(left)}
    return {
        "form": form.title,
        "label": one.spot.label if alone and not one.spot.person_id else "",
        "state": count if not alone else _("being written") if one.sheet else _("not begun"),
        "required": form.required,
        "date": dates.long(step.due_on),
        "late": form.required and step.is_late(scene.on),
        "href": _href(scene, form, one.spot.place, 1)
        if alone
        else reverse("proformas:stage", args=[scene.review.pk, step.key]),
    }


def _known(scene: Scene, stage: str) -> list[FormDefinition]:
    return [form for form in scene.model.forms_of(stage) if may_know(scene.model, form, scene.parts)]


def _summary(scene: Scene, step: Step, found: list[Due]) -> dict[str, Any]:
    asked = [each for each in found if each.form.required] or found
    sent = sum(each.is_sent for each in asked)
    return {
        "key": step.key,
        "title": step.title,
        "strand": _strand(scene, step.key),
        "date": _date(step),
        "late": step.is_late(scene.on),
        "is_done": step.is_done,
        "forms": [title for title in dict.fromkeys(each.form.title for each in found) if title != step.title],
        "progress": _progress(sent, len(asked)),
        "read": any(each.is_sent and reads(scene, each) for each in found),
    }


def _progress(sent: int, count: int) -> str:
    if not count:
        return _("Nobody is there yet to fill it in")
    said = ngettext("%(sent)d of %(all)d form is sent in", "%(sent)d of %(all)d forms are sent in", count)
    return said % {"sent": sent, "all": count}


def _strand(scene: Scene, stage: str) -> str:
    found = scene.model.strand_by_key.get(scene.model.stage_by_key[stage].strand)
    return found.title if found else ""


def _form(scene: Scene, form: FormDefinition, found: list[Due]) -> dict[str, Any]:
    following = next_number(scene, form, found, found[0].spot.place) if found else None
    filling = bool(may_fill(scene, form, Facts(sent=False, own=True)))
    return {
        "title": form.title,
        "intro": form.intro,
        "required": form.required,
        "voice": scene.model.role_label(form.voice) if form.voice else "",
        "rows": (rows := [_row(scene, each) for each in found]),
        "alone": rows[0] if len(rows) == 1 and not rows[0]["label"] else None,
        "another": _href(scene, form, found[0].spot.place, following) if following and filling else "",
    }


def _row(scene: Scene, each: Due) -> dict[str, Any]:
    facts = Facts(sent=each.is_sent, own=spots.is_own(scene, each.spot))
    writing = not each.is_sent and bool(may_fill(scene, each.form, facts))
    reading = bool(reads(scene, each)) and (each.sheet is not None)
    repeatable = scene.model.stage_by_key[each.form.stage].repeatable
    begun = each.sheet is not None
    if each.is_sent and each.sheet:
        state, tone = _("Sent in"), ""
    elif begun:
        state, tone = _("Being written"), "now" if writing else "quiet"
    else:
        state, tone = _("Not begun"), "now" if writing else "quiet"
    return {
        "form": each.form.title,
        "label": spots.said(each.spot, each.number, repeatable=repeatable),
        "state": state,
        "tone": tone,
        "sent": _by(each),
        "action": (_("Go on writing") if begun else _("Fill it in")) if writing else _("Read") if reading else "",
        "href": _href(scene, each.form, each.spot.place, each.number) if writing or reading else "",
    }


def _by(each: Due) -> str:
    if not each.is_sent or each.sheet is None:
        return ""
    name = each.sheet.sent_by.name if each.sheet.sent_by else ""
    return _("%(name)s, %(day)s") % {"name": name, "day": dates.long(each.sheet.sent_at)}


def _href(scene: Scene, form: FormDefinition, place: str, number: int) -> str:
    return reverse("proformas:sheet", args=[scene.review.pk, form.key, place, number])


def _date(step: Step | None) -> str:
    if step is None:
        return ""
    if step.done_on:
        return _("done %(day)s") % {"day": dates.long(step.done_on)}
    return _("by %(day)s") % {"day": dates.long(step.ends_on)} if step.planned else ""


def _not_yet(scene: Scene, asked: StageDefinition) -> str:
    """Why the stage cannot begin yet, where the model asks for something first."""
    answer = conditions.may_begin(scene.review, asked, on=scene.on)
    return "" if answer else answer.reason


def _question(scene: Scene, spot: Spot) -> str:
    aspect = scene.tree.aspects.get(spot.area)
    return aspect.question if aspect else ""


def _saved(said: Written) -> str:
    if said.saved_at is None:
        return _("Nothing saved yet")
    return _("Saved %(moment)s by %(name)s") % {"moment": dates.moment(said.saved_at), "name": said.saved_by}


def _sent(said: Written) -> str:
    if said.sheet is None or not said.is_sent:
        return ""
    name = said.sheet.sent_by.name if said.sheet.sent_by else ""
    return _("Sent in %(moment)s by %(name)s.") % {"moment": dates.moment(said.sheet.sent_at), "name": name}


def _then(scene: Scene, asked: FormDefinition) -> str:
    """What sending it in does."""
    readers = _labels(scene, asked.readers)
    if not readers or asked.readers == asked.filled_by:
        return _("Sending it in says that it is done.")
    return _("Once you send it in, it is read by: %(who)s.") % {"who": _listed(readers)}


def _labels(scene: Scene, roles: Iterable[str]) -> list[str]:
    held = [key for key in roles if scene.model.role(key).part]
    return list(dict.fromkeys(_lower(scene.model.role_label(key)) for key in held))


def _lower(label: str) -> str:
    """A role's name within a sentence: "lead reviewer", but "SENCo"."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
