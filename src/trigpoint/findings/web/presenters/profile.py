"""The profile: what it says, where it stands, who reads it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.findings.queries import positions, printed
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.printed import Printed, PrintedAspect
from trigpoint.findings.queries.profile import Standing
from trigpoint.findings.rules import settling, visibility
from trigpoint.reviews.queries.scene import Scene
from trigpoint.ui import dates


def seen_by(scene: Scene, standing: Standing) -> str:
    """Who reads the profile now."""
    if not standing.is_released:
        if standing.state == "fact_check":
            return _("Seen by the head of the school and the review team, until it is released.")
        return _("Seen by the review team only, until it goes to the school for a check of facts.")
    programme = scene.review.programme
    others = [
        (standing.governors or programme.governors_see_profile, _("the governors")),
        (standing.staff, _("all staff of the school")),
        (standing.partnership_lead or programme.lead_sees_profile, _("the partnership lead")),
    ]
    named = ", ".join(str(name) for shared, name in others if shared)
    if named:
        words = _("Seen by the school's leaders, the review team, the workshop's facilitator, and %(others)s.")
        return words % {"others": named}
    return _("Seen by the school's leaders, the review team and the workshop's facilitator. The head may share it.")


def page(scene: Scene, standing: Standing) -> dict[str, Any]:
    """The profile as everybody reads it who may."""
    row = profiles.profile(scene.review) if standing.state else None
    said = printed.printed(scene, row)
    return {
        "scene": scene,
        "standing": standing,
        "seen_by": seen_by(scene, standing),
        "said": said,
        "aspects": [entry(aspect) for aspect in said.aspects],
        "visit": dates.span(said.visit_starts_on, said.visit_ends_on),
        "reply": profiles.reply(scene.review),
        "released_on": dates.long(standing.released_at) if standing.released_at else "",
        "answer_by": dates.long(standing.answer_by) if standing.answer_by else "",
        "may_lead": bool(settling.may_lead(scene)),
        "may_answer": bool(settling.may_answer(scene)),
        "may_see_looks": bool(visibility.may_see_looks(scene)) and standing.is_released,
        "corrections": profiles.corrections(scene.review) if _sees_corrections(scene) else [],
    }


def _sees_corrections(scene: Scene) -> bool:
    return bool(visibility.may_see_positions(scene)) or bool(settling.may_answer(scene))


def entry(aspect: PrintedAspect) -> dict[str, Any]:
    """One aspect, its citations in words."""
    return {"aspect": aspect, "citations": [citation(one) for one in aspect.citations]}


def citation(one: printed.Cited) -> str:
    """ "Lesson observation: 7 notes, 2 December 2026"."""
    words = ngettext("%(kind)s: %(count)d note, %(day)s", "%(kind)s: %(count)d notes, %(day)s", one.count)
    return words % {"kind": one.kind, "count": one.count, "day": dates.long(one.day)}


def closed(scene: Scene, standing: Standing) -> dict[str, Any]:
    return {"scene": scene, "standing": standing, "seen_by": seen_by(scene, standing)}


def versions(scene: Scene) -> dict[str, int]:
    """The versions of the positions that the release page shows."""
    return {code: said.version for code, said in positions.agreed(scene.review).items()}


def document(scene: Scene, standing: Standing) -> tuple[Printed, dict[str, Any]]:
    """What PDF and Word print."""
    row = profiles.profile(scene.review) if standing.state else None
    said = printed.printed(scene, row)
    reply = profiles.reply(scene.review)
    draft = "" if standing.is_released else _("Draft: not released")
    visit = f"{dates.span(said.visit_starts_on, said.visit_ends_on)} {said.visit_ends_on.year}"
    return said, {
        "title": _("Profile of %(school)s") % {"school": said.school},
        "subtitle": _("Peer review in %(partnership)s, visit on %(visit)s")
        % {"partnership": said.partnership, "visit": visit},
        "foot": draft or _("Belongs to the school: its head decides who else reads it."),
        "draft": draft,
        "facts": [
            [_("School"), said.school],
            [_("Partnership"), said.partnership],
            [_("Visit"), visit],
            [_("Review team"), "; ".join(said.team)],
            [_("Framework"), said.framework],
            *([[_("Released"), dates.long(standing.released_at)]] if standing.released_at else []),
        ],
        "about": about(),
        "priority": said.priority,
        "priority_aspect": said.priority_aspect,
        "aspects": [printed_aspect(aspect) for aspect in said.aspects],
        "reply": reply.text if reply else "",
        "reply_by": _signed(reply.replied_by.name, reply.replied_at) if reply else "",
        "words": words(),
    }


def about() -> str:
    """What a profile is, and is not."""
    return _(
        "Statements that fit are printed under each aspect, with what they rest on. Aspects stand each for itself: "
        "there is no grade for the school. A citation shows kind of evidence, number of notes and day."
    )


def printed_aspect(aspect: PrintedAspect) -> dict[str, Any]:
    """One aspect as texts alone."""
    return {
        "name": aspect.name,
        "theme": aspect.theme,
        "question": aspect.question,
        "statements": [f"{one.level}: {one.text}" for one in aspect.statements],
        "level": aspect.level,
        "not_enough": _("There was not enough evidence to say.") if aspect.not_enough_evidence else "",
        "commentary": aspect.commentary,
        "reason": aspect.reason,
        "citations": [citation(one) for one in aspect.citations],
        "school": own(aspect),
        "school_statements": [f"{one.level}: {one.text}" for one in aspect.school_statements],
    }


def own(aspect: PrintedAspect) -> str:
    """How the school sees itself in this aspect, in a sentence."""
    if aspect.school_level:
        return _("The school puts itself at %(level)s.") % {"level": aspect.school_level}
    if aspect.school_statements:
        return _("The school says that these fit it:")
    return _("The school gave no position of its own.")


def words() -> dict[str, str]:
    """Headings that a template of a document prints."""
    return {
        "priority": _("What to improve first"),
        "from_aspect": _("From"),
        "evidence": _("It rests on"),
        "school": _("How the school sees itself"),
        "reply": _("The school's reply"),
        "level": _("The team places this aspect at"),
        "thin": _("On few kinds or people, because"),
    }


def _signed(name: str, at: dt.datetime) -> str:
    return f"{name}, {dates.long(at)}"
