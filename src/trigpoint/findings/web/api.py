"""Calls for what the team finds: proposals, positions, feedback, profile."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from trigpoint.evidence.queries import plans
from trigpoint.evidence.queries.stages import is_done
from trigpoint.findings import actions, rules
from trigpoint.findings.enums import Channel
from trigpoint.findings.queries import host_answers, positions, printed, proposals, touches
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.profile import Correction, Feedback, Look
from trigpoint.findings.web import documents
from trigpoint.findings.web.schemas import (
    AgreementOut,
    AspectOut,
    BoardOut,
    CorrectionOut,
    FeedbackOut,
    InspectionOut,
    LookOut,
    ProfileOut,
    ThreadOut,
)
from trigpoint.findings.web.views.comparing import released_to, threads_of
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing, Refused
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Review, Scene, load
from trigpoint.ui.api import expose

router = Router()

REVIEW = "/reviews/{uuid:review_id}"
ASPECT = f"{REVIEW}/findings/{{aspect}}"
PROFILE = f"{REVIEW}/profile"


def scene_of(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    return load(request.hats, review_id, on=clock.today())


def the_review(request: HttpRequest, review_id: uuid.UUID) -> Review:
    return scene_of(request, review_id).review


def the_correction(request: HttpRequest, review_id: uuid.UUID, correction_id: uuid.UUID) -> Correction:
    scene = scene_of(request, review_id)
    rules.settling.may_lead(scene).require()
    return profiles.correction(scene.review, correction_id)


IN_REVIEW = {"review": the_review}

expose(router, "POST", f"{ASPECT}/proposals", actions.proposals.propose, resolve=IN_REVIEW)
expose(router, "POST", f"{ASPECT}/open", actions.proposals.open_up, resolve=IN_REVIEW)
expose(router, "POST", f"{ASPECT}/position", actions.positions.agree, resolve=IN_REVIEW)
expose(router, "POST", f"{ASPECT}/answer", actions.agreeing.answer, resolve=IN_REVIEW)
expose(router, "POST", f"{REVIEW}/team-meeting/close", actions.meeting.close, resolve=IN_REVIEW)
expose(router, "POST", f"{REVIEW}/feedback", actions.meeting.record_feedback, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/draft", actions.profile.draft, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/send", actions.profile.send_for_factual_check, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/take-back", actions.profile.take_back, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/check", actions.school.answer_factual_check, resolve=IN_REVIEW)
expose(
    router,
    "POST",
    f"{PROFILE}/corrections/{{uuid:correction_id}}",
    actions.profile.settle_correction,
    resolve={"correction": the_correction},
)
expose(router, "POST", f"{PROFILE}/reply", actions.school.reply, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/quality", actions.quality.check, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/release", actions.profile.release, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/share", actions.school.share, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/kept/hold", actions.retention.hold, resolve=IN_REVIEW)
expose(router, "POST", f"{PROFILE}/kept/lift", actions.retention.lift, resolve=IN_REVIEW)


@router.get(f"{REVIEW}/findings", response=list[BoardOut], operation_id="findings.board", summary="Board")
def board(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every aspect in focus: who has proposed, whether the proposals are open, what is agreed."""
    scene = _team(request, review_id)
    asked = scene.model.judgement.agreed_with_host
    answers = host_answers.newest(scene.review) if asked else {}
    aspects = [aspect.code for aspect in plans.in_focus(scene.review)]
    agreed = positions.agreed(scene.review)
    return [
        {
            "aspect": code,
            "is_open": found.is_open,
            "proposed": list(found.proposals),
            "waiting": [member.person_id for member in found.waiting],
            "position": agreed.get(code),
            "school": host_answers.standing(answers, agreed[code]) if code in agreed else None,
        }
        for code, found in proposals.rounds(scene, aspects).items()
    ]


@router.get(ASPECT, response=AspectOut, operation_id="findings.aspect", summary="Aspect")
def aspect(request: HttpRequest, review_id: uuid.UUID, aspect: str) -> dict[str, Any]:
    """One aspect: the proposals that the token's person may see, and the team's position with its history."""
    scene = _team(request, review_id)
    if aspect not in {found.code for found in plans.in_focus(scene.review)}:
        raise Missing
    found = proposals.round_of(scene, aspect)
    may = rules.visibility.may_see_proposal
    return {
        "aspect": aspect,
        "is_open": found.is_open,
        "meeting_closed": is_done(scene.review, "team_meeting"),
        "proposals": [
            one for one in found.proposals.values() if may(scene, author_id=one.author_id, is_open=found.is_open)
        ],
        "position": positions.one(scene.review, aspect),
        "history": positions.history(scene.review, aspect),
    }


@router.get(
    f"{REVIEW}/findings-with-the-school",
    response=list[AgreementOut],
    operation_id="findings.with_the_school",
    summary="With the school",
)
def with_the_school(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the team agreed, and what the school says to each position: where the model has them agreed with it."""
    scene = scene_of(request, review_id)
    rules.visibility.may_see_agreement(
        scene, meeting_closed=is_done(scene.review, "team_meeting"), released=profiles.is_known_released(scene)
    ).require()
    agreed, answers = positions.agreed(scene.review), host_answers.newest(scene.review)
    return [
        {
            "aspect": aspect.code,
            "position": agreed[aspect.code],
            "school": host_answers.standing(answers, agreed[aspect.code]),
        }
        for aspect in plans.in_focus(scene.review)
        if aspect.code in agreed
    ]


@router.get(f"{REVIEW}/feedback", response=FeedbackOut, operation_id="findings.feedback", summary="Feedback")
def feedback(request: HttpRequest, review_id: uuid.UUID) -> Feedback:
    """That immediate feedback was given, and its points."""
    scene = scene_of(request, review_id)
    rules.visibility.may_see_feedback(scene).require()
    found = profiles.feedback(scene.review)
    if found is None:
        raise Missing
    return found


@router.get(PROFILE, response=ProfileOut, operation_id="findings.profile", summary="Profile")
def profile(request: HttpRequest, review_id: uuid.UUID) -> dict[str, Any]:
    """
    What the profile says. Once it is released, somebody from outside the school opens it first
    (`findings.open_profile`): the school sees who looks, and a GET writes nothing.
    """
    scene, standing = _readable(request, review_id)
    if rules.visibility.is_logged(scene, standing) and not _opened_today(scene):
        raise Refused(_("Open the {profile} first (findings.open_profile): the {school} sees who looks."))
    return _said(scene, standing)


@router.post(f"{PROFILE}/open", response=ProfileOut, operation_id="findings.open_profile", summary="Open profile")
def open_profile(request: HttpRequest, review_id: uuid.UUID) -> dict[str, Any]:
    """Open the profile: the school sees that you have looked. Answers what it says."""
    scene, standing = _readable(request, review_id)
    _look(request, scene, Channel.API)
    return _said(scene, standing)


@router.post(f"{PROFILE}/pdf", response={200: Any}, operation_id="findings.profile_pdf", summary="Profile as PDF")
def profile_pdf(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The profile as an accessible PDF. The school sees that you have taken it."""
    scene, standing = _readable(request, review_id)
    _look(request, scene, Channel.PDF)
    return HttpResponse(documents.as_pdf(scene, standing, at=clock.now()), content_type=documents.PDF)


@router.post(f"{PROFILE}/word", response={200: Any}, operation_id="findings.profile_word", summary="Profile as Word")
def profile_word(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The profile as a Word document. The school sees that you have taken it."""
    scene, standing = _readable(request, review_id)
    _look(request, scene, Channel.WORD)
    return HttpResponse(documents.as_word(scene, standing, at=clock.now()), content_type=documents.WORD)


@router.get(
    f"{PROFILE}/corrections", response=list[CorrectionOut], operation_id="findings.corrections", summary="Corrections"
)
def corrections(request: HttpRequest, review_id: uuid.UUID) -> list[Correction]:
    """What the school asked to put right, for the team and the head."""
    scene = scene_of(request, review_id)
    if not rules.settling.may_answer(scene):
        hidden = profiles.is_known_released(scene)
        rules.visibility.may_see_positions(scene, released=hidden).require()
    return profiles.corrections(scene.review)


@router.get(f"{PROFILE}/looks", response=list[LookOut], operation_id="findings.looks", summary="Looks")
def looks(request: HttpRequest, review_id: uuid.UUID) -> list[Look]:
    """Who from outside the school has opened the profile, newest first."""
    scene = scene_of(request, review_id)
    rules.visibility.may_see_looks(scene).require()
    return profiles.looks(scene.review)


def _team(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    scene = scene_of(request, review_id)
    rules.visibility.may_see_positions(scene, released=profiles.is_known_released(scene)).require()
    return scene


def _readable(request: HttpRequest, review_id: uuid.UUID) -> tuple[Scene, profiles.Standing]:
    scene = scene_of(request, review_id)
    standing = profiles.standing(scene.review)
    rules.visibility.may_see_profile(scene, standing).require()
    return scene, standing


def _look(request: HttpRequest, scene: Scene, channel: Channel) -> None:
    actions.school.look(
        actor=request.auth,
        at=clock.now(),
        review=scene.review,
        channel=channel.value,
    )


def _opened_today(scene: Scene) -> bool:
    return profiles.has_looked_on(scene.review, scene.hats.person_id, day=scene.on)


def _said(scene: Scene, standing: profiles.Standing) -> dict[str, Any]:
    row = profiles.profile(scene.review) if standing.state else None
    reply = profiles.reply(scene.review)
    return {
        "state": standing.state,
        "version": standing.version,
        "answer_by": standing.answer_by,
        "head_agrees": standing.head_agrees,
        "head_agreed_priority": standing.head_agreed_priority,
        "released_at": standing.released_at,
        "positions": {code: said.version for code, said in positions.agreed(scene.review).items()},
        "said": printed.printed(scene, row),
        "reply": reply.text if reply else "",
        "texts": dict(standing.texts) if rules.settling.may_lead(scene) else {},
    }


@router.get(
    f"{PROFILE}/inspection-areas",
    response=list[InspectionOut],
    operation_id="findings.inspection_areas",
    summary="Inspection areas",
)
def inspection_areas(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """Which areas of inspection the released findings touch, by the framework in force on the first day of the visit."""
    scene, said = released_to(request, review_id)
    return [
        {
            "framework_id": one.linked.inspection_id,
            "key": one.inspection.key,
            "version": one.inspection.version,
            "title": one.inspection.title,
            "is_mapped": one.linked.is_there,
            "areas": [
                {"code": a.area.code, "name": a.area.name, "question": a.area.question, "aspects": a.aspects}
                for a in one.areas
            ],
            "left_out": one.left_out,
            "apart": one.apart,
            "touching_none": one.touching_none,
        }
        for one in touches.touched(scene, said)
    ]


@router.get(f"{PROFILE}/over-time", response=list[ThreadOut], operation_id="findings.over_time", summary="Over time")
def over_time(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """Each aspect through the reviews of the school up to this one, as far as they are comparable."""
    scene, _said = released_to(request, review_id)
    return [{"aspect": thread.aspect.code, "reviews": thread.reviews} for thread in threads_of(scene)]
