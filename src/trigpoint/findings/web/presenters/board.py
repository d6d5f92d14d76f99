"""The team's meeting: one aspect at a time, who has proposed, what is agreed, on which notes."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.text import Truncator

from trigpoint.evidence.queries import citations, plans, retention
from trigpoint.evidence.queries import notes as evidence
from trigpoint.evidence.queries.notes import NoteView
from trigpoint.evidence.queries.stages import is_done, visit_over
from trigpoint.evidence.rules import retention as of_retention
from trigpoint.evidence.rules import visibility as of_notes
from trigpoint.findings.queries import host_answers, outputs, own_view, points, positions, proposals
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.host_answers import HostView
from trigpoint.findings.queries.judging import judging
from trigpoint.findings.queries.own_view import OwnView
from trigpoint.findings.queries.positions import Agreed
from trigpoint.findings.queries.proposals import Proposed, Round
from trigpoint.findings.rules import settling, visibility
from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.queries.scene import Scene
from trigpoint.ui import dates


def seen_by() -> str:
    return _("Seen by the {review_team} only, until the {profile} goes to the {school}.")


def board(scene: Scene) -> dict[str, Any]:
    """Every aspect in focus: how far the team is with it."""
    aspects = plans.in_focus(scene.review)
    agreed = positions.agreed(scene.review)
    found = proposals.rounds(scene, [aspect.code for aspect in aspects])
    closed = is_done(scene.review, "team_meeting")
    asked = judging(scene.model, scene.tree)
    answers = host_answers.newest(scene.review) if asked.agreed_with_host and closed else {}
    return {
        "scene": scene,
        "seen_by": seen_by(),
        "rows": [
            {
                **_row(scene, aspect, found[aspect.code], agreed.get(aspect.code)),
                "school": school(agreed.get(aspect.code), answers) if asked.agreed_with_host and closed else "",
            }
            for aspect in aspects
        ],
        "left": sum(1 for aspect in aspects if aspect.code not in agreed),
        "closed": closed,
        "may_close": bool(settling.may_lead(scene)) and not closed,
        "may_lead": settling.may_lead(scene),
        "feedback": profiles.feedback(scene.review),
        "standing": profiles.standing(scene.review),
        "has_feedback": scene.model.stage_of_kind("feedback") is not None,
        "output": outputs.of(scene.model),
        "with_the_school": closed and asked.agreed_with_host,
    }


def _row(scene: Scene, aspect: Aspect, found: Round, agreed: Agreed | None) -> dict[str, Any]:
    return {
        "aspect": aspect,
        "href": reverse("findings:aspect", args=[scene.review.pk, aspect.code]),
        "people": people(found),
        "said": said(found),
        "mine": scene.hats.person_id in found.proposals,
        "agreed": agreed,
        "state": _("not enough evidence") if agreed and agreed.not_enough_evidence else _("agreed") if agreed else "",
        "level": _place(scene, agreed) if agreed else "",
    }


def school(agreed: Agreed | None, answers: Mapping[str, HostView]) -> str:
    """What the school says to a position, in a few words."""
    if agreed is None:
        return ""
    answer = host_answers.standing(answers, agreed)
    if answer is None:
        return _("The {school} has still to say whether it sees it so.")
    return _("Agreed with the {school}.") if answer.agrees else _("The {school} sees it otherwise: %s") % answer.text


def _place(scene: Scene, said: Agreed | Proposed) -> str:
    """The estimate or the strength of the evidence, where that is what is said."""
    asked = judging(scene.model, scene.tree)
    if asked.estimates:
        return asked.levels.get(said.level, "")
    return asked.strengths.get(said.strength, "")


def people(found: Round) -> list[dict[str, Any]]:
    """The team by initials; who has still to propose is marked."""
    return [
        {
            "name": member.name,
            "initials": member.initials,
            "waiting": member.person_id not in found.proposals,
        }
        for member in found.members
    ]


def said(found: Round) -> str:
    """ "all three have proposed; now open to each other"."""
    if not found.waiting and found.members:
        return _("all have proposed; now open to each other")
    names = ", ".join(member.name for member in found.waiting)
    if found.is_open:
        return _("opened by the {lead}; %(names)s had not proposed") % {"names": names}
    if not found.proposals:
        return _("nobody has proposed yet")
    count = len(found.proposals)
    words = ngettext(
        "%(count)d has proposed, unseen by the others; waiting for %(names)s",
        "%(count)d have proposed, unseen by the others; waiting for %(names)s",
        count,
    )
    return words % {"count": count, "names": names}


def columns(scene: Scene, aspect: Aspect, fits: Iterable[str], own: OwnView) -> list[dict[str, Any]]:
    """The aspect's statements under the words of each place, for `ui/components/statements.html`."""
    chosen = set(fits)
    return [
        {
            "label": level.label,
            "statements": [
                {"text": s.text, "fits": s.key in chosen, "id": s.key, "school": s.key in own.statements}
                for s in aspect.at_level(level.key)
            ],
        }
        for level in scene.tree.levels
        if aspect.at_level(level.key)
    ]


def readable_notes(scene: Scene, aspect: Aspect) -> list[NoteView]:
    """The notes on this aspect that the person may read."""
    sees_all = of_notes.may_see_all(scene, visit_over=visit_over(scene))
    author_id = None if sees_all else scene.hats.person_id
    return evidence.of_review(scene.review, aspect=aspect.code, author_id=author_id)


def choices(scene: Scene, aspect: Aspect, agreed: Agreed | None) -> list[tuple[str, str]]:
    """Notes as choices: kind, when, whose, and how they begin; of a cited note that one may not read, not the words."""
    notes = readable_notes(scene, aspect)
    unread = set(agreed.note_ids if agreed else ()) - {note.id for note in notes}
    closed = evidence.by_ids(scene.review, unread) if unread else []
    told = [(note, f": {Truncator(note.text).chars(140)}") for note in notes] + [(note, "") for note in closed]
    return [
        (
            str(note.id),
            (
                f"{scene.model.evidence_labels.get(note.kind, note.kind)} · {dates.moment(note.seen_at)}"
                f" · {note.author_name}{words}"
            ),
        )
        for note, words in told
    ]


def aspect_page(scene: Scene, aspect: Aspect) -> dict[str, Any]:
    """One aspect, as far as it is open."""
    found = proposals.round_of(scene, aspect.code)
    own = own_view.by_aspect(scene.review, scene.tree)[aspect.code]
    agreed = positions.one(scene.review, aspect.code)
    standing = profiles.standing(scene.review)
    closed = is_done(scene.review, "team_meeting")
    may_propose = settling.may_propose(scene, is_open=found.is_open, meeting_closed=closed)
    may_agree = settling.may_agree(
        scene, is_open=found.is_open, meeting_closed=closed, state=standing.state, answered=standing.answered
    )
    return {
        "scene": scene,
        "seen_by": seen_by(),
        "aspect": aspect,
        "theme": scene.tree.theme(aspect.theme),
        "found": found,
        "people": people(found),
        "said": said(found),
        "proposals": [
            _proposed(scene, aspect, one, own)
            for one in found.proposals.values()
            if visibility.may_see_proposal(scene, author_id=one.author_id, is_open=found.is_open)
        ],
        "mine": found.proposals.get(scene.hats.person_id) if scene.hats.person_id else None,
        "own": own,
        "own_columns": columns(scene, aspect, own.statements, own),
        "is_open_question": not aspect.statements,
        "agreed": agreed,
        "version": agreed.version if agreed else 0,
        "may_propose": may_propose,
        "may_open": bool(settling.may_open(scene)) and not found.is_open and not closed,
        "may_agree": bool(may_agree) and (found.is_open or closed),
        "why_not": may_agree.reason,
        "gone": gone(scene),
        "live": reverse("findings:live", args=[scene.review.pk, aspect.code]),
        **live(scene, aspect, found=found, agreed=agreed),
    }


def live(scene: Scene, aspect: Aspect, *, found: Round, agreed: Agreed | None) -> dict[str, Any]:
    """What changes under one's eyes: who has proposed, and what is agreed."""
    return {
        "aspect": aspect,
        "people": people(found),
        "said": said(found),
        "agreed": agreed,
        "agreed_columns": columns(scene, aspect, agreed.statements, OwnView()) if agreed else [],
        "agreed_at": formatted(timezone.localtime(agreed.agreed_at), "H:i") if agreed else "",
        **told(scene, agreed),
        "rests_on": rests_on(scene, aspect, agreed) if agreed else "",
        "notes_href": reverse("evidence:notes", args=[scene.review.pk]) + f"?aspect={aspect.code}",
        "history_href": reverse("findings:history", args=[scene.review.pk, aspect.code]),
        "is_open": found.is_open,
    }


def told(scene: Scene, said: Agreed | Proposed | None) -> dict[str, Any]:
    """What is said beside statements and commentary: a level kept to compare, an estimate, the strength, the lists."""
    asked = judging(scene.model, scene.tree)
    if said is None:
        return {"level": "", "estimate": "", "strength": "", "lists": []}
    label = asked.levels.get(said.level, "")
    return {
        "level": "" if asked.estimates else label,
        "estimate": label if asked.estimates else "",
        "strength": asked.strengths.get(said.strength, ""),
        "lists": [
            {"label": name, "points": points.under(said.points, key)}
            for key, name in asked.lists.items()
            if points.under(said.points, key)
        ],
    }


def rests_on(scene: Scene, aspect: Aspect, agreed: Agreed) -> str:
    """ "5 notes of 3 kinds by 3 people"."""
    basis = citations.basis(scene.review.pk, agreed.note_ids, aspect=aspect.code)
    count = len(basis.notes)
    if not count:
        return _("no notes")
    kinds, people_ = len(basis.kinds), len(basis.people)
    parts = (
        ngettext("%(n)d note", "%(n)d notes", count) % {"n": count},
        ngettext("%(n)d kind", "%(n)d kinds", kinds) % {"n": kinds},
        ngettext("%(n)d person", "%(n)d people", people_) % {"n": people_},
    )
    return _("%(notes)s of %(kinds)s by %(people)s") % dict(zip(("notes", "kinds", "people"), parts, strict=True))


def gone(scene: Scene) -> str:
    """When and why the notes were deleted on which it all rests; "" as long as they are there."""
    return of_retention.gone(retention.of(scene.review))


def etag(found: Round, agreed: Agreed | None) -> str:
    """The same for everybody in the team: changes when somebody proposes, opens or agrees."""
    told = [found.aspect, str(found.is_open), str(agreed.version if agreed else 0)]
    told += sorted(f"{pk} {one.proposed_at.isoformat()}" for pk, one in found.proposals.items())
    told += sorted(str(member.person_id) for member in found.members)
    return f'"{hashlib.sha256("|".join(told).encode()).hexdigest()[:32]}"'


def initial(agreed: Agreed | Proposed | None) -> dict[str, Any]:
    """What the form begins with."""
    if agreed is None:
        return {"version": 0}
    return {
        "version": getattr(agreed, "version", 0),
        "statements": list(agreed.statements),
        "level": agreed.level,
        "strength": agreed.strength,
        "not_enough_evidence": agreed.not_enough_evidence,
        "commentary": agreed.commentary,
        "note_ids": [str(pk) for pk in agreed.note_ids],
        "reason": getattr(agreed, "reason", ""),
    }


def history(scene: Scene, aspect: Aspect) -> list[dict[str, Any]]:
    """Every version, newest first."""
    return [
        {
            "said": one,
            "at": dates.moment(one.agreed_at),
            "columns": columns(scene, aspect, one.statements, OwnView()),
            **told(scene, one),
        }
        for one in positions.history(scene.review, aspect.code)
    ]


def _proposed(scene: Scene, aspect: Aspect, one: Proposed, own: OwnView) -> dict[str, Any]:
    return {
        "one": one,
        "own": one.author_id == scene.hats.person_id,
        "columns": columns(scene, aspect, one.statements, own),
        **told(scene, one),
    }


def with_the_school(scene: Scene) -> dict[str, Any]:
    """What the team agreed, area by area, and what the school says to each: for the two of them."""
    review = scene.review
    agreed = positions.agreed(review)
    answers = host_answers.newest(review)
    state = profiles.standing(review).state
    may = settling.may_answer_position(scene, meeting_closed=is_done(review, "team_meeting"), state=state)
    return {
        "scene": scene,
        "seen_by": _("Seen by the {review_team} and the {school}'s leaders."),
        "may_answer": bool(may),
        "rows": [
            {
                "aspect": aspect,
                "agreed": agreed[aspect.code],
                "columns": columns(scene, aspect, agreed[aspect.code].statements, OwnView()),
                "answer": host_answers.standing(answers, agreed[aspect.code]),
                "school": school(agreed[aspect.code], answers),
                **told(scene, agreed[aspect.code]),
            }
            for aspect in plans.in_focus(review)
            if aspect.code in agreed
        ],
    }
