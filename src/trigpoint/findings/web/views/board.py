"""The team's meeting: each proposes unseen, then all see all and agree, one aspect at a time."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST

from trigpoint.evidence.queries import plans
from trigpoint.evidence.queries.stages import is_done
from trigpoint.findings import actions, rules
from trigpoint.findings.queries import positions, proposals
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.judging import judging
from trigpoint.findings.web.forms import AnswerForm, SaidForm
from trigpoint.findings.web.presenters import board as present
from trigpoint.frameworks.queries import Aspect
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing, Refused
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, show


@login_required
def board(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Every aspect in focus, and how far the team is with it."""
    return show(request, "findings/board.html", present.board(_scene(request, review_id)))


@login_required
@require_POST
def close(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The lead closes the team's meeting."""
    scene = _scene(request, review_id)
    rules.settling.may_lead(scene).require()
    try:
        actions.meeting.close(actor=request.user, at=clock.now(), review=scene.review)  # type: ignore[arg-type]
    except Refused as refusal:
        context = present.board(scene) | {"refusal": refusal.reason}
        return show(request, "findings/board.html", context, status=403)
    messages.success(request, _("The team meeting is closed. Next: tell the {head} in short what you saw."))
    return redirect("findings:board", review_id)


@login_required
def aspect(request: HttpRequest, review_id: uuid.UUID, code: str) -> HttpResponse:
    """One aspect: what is proposed as far as it is open, what is agreed, and the form for either."""
    scene, found = _aspect(request, review_id, code)
    return show(request, "findings/aspect.html", _page(scene, found))


@login_required
@require_POST
def propose(request: HttpRequest, review_id: uuid.UUID, code: str) -> HttpResponse:
    """Say what one would highlight, unseen by the others."""
    scene, found = _aspect(request, review_id, code)
    page = _page(scene, found, proposing=request.POST)
    form = page["proposing"]
    if act(form, actions.proposals.propose, actor=request.user, at=clock.now(), review=scene.review, aspect=code):
        messages.success(request, _("Your proposal is saved. The others see it once all have proposed."))
        return redirect("findings:aspect", review_id, code)
    return show(request, "findings/aspect.html", page)


@login_required
@require_POST
def open_proposals(request: HttpRequest, review_id: uuid.UUID, code: str) -> HttpResponse:
    """The lead opens the aspect before all have proposed."""
    scene, _found = _aspect(request, review_id, code)
    actions.proposals.open_up(actor=request.user, at=clock.now(), review=scene.review, aspect=code)  # type: ignore[arg-type]
    messages.success(
        request, _("The proposals on this %(aspect)s are open to the team.") % {"aspect": scene.model.word("aspect")}
    )
    return redirect("findings:aspect", review_id, code)


@login_required
@require_POST
def agree(request: HttpRequest, review_id: uuid.UUID, code: str) -> HttpResponse:
    """Write the team's position over the version that was read; two at once are told, with both in sight."""
    scene, found = _aspect(request, review_id, code)
    page = _page(scene, found, agreeing=request.POST)
    form = page["agreeing"]
    if act(form, actions.positions.agree, actor=request.user, at=clock.now(), review=scene.review, aspect=code):
        messages.success(
            request, _("Saved what the team says on this %(aspect)s.") % {"aspect": scene.model.word("aspect")}
        )
        return redirect("findings:aspect", review_id, code)
    page["agreeing_columns"] = _columns(scene, found, form)
    return show(request, "findings/aspect.html", page)


@login_required
def live(request: HttpRequest, review_id: uuid.UUID, code: str) -> HttpResponse:
    """What changes while one looks: asked every few seconds, answered with 304 while nothing has changed."""
    scene, found = _aspect(request, review_id, code)
    turn, agreed = proposals.round_of(scene, code), positions.one(scene.review, code)
    tag = present.etag(turn, agreed)
    answer = get_conditional_response(request, etag=tag)
    if answer is None:
        answer = render(request, "findings/live.html", present.live(scene, found, found=turn, agreed=agreed))
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    return answer


@login_required
def history(request: HttpRequest, review_id: uuid.UUID, code: str) -> HttpResponse:
    """Every version of the team's position on one aspect."""
    scene, found = _aspect(request, review_id, code)
    context = {"scene": scene, "aspect": found, "seen_by": present.seen_by(), "gone": present.gone(scene)}
    return show(request, "findings/history.html", {**context, "versions": present.history(scene, found)})


@login_required
def with_the_school(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What the team agreed and what the school says to it, where the model has them agree."""
    return show(request, "findings/with_the_school.html", present.with_the_school(_agreeing(request, review_id)))


@login_required
def answer(request: HttpRequest, review_id: uuid.UUID, code: str) -> HttpResponse:
    """The head agrees with what the team says of one aspect, or says how the school sees it."""
    scene = _agreeing(request, review_id)
    page = present.with_the_school(scene)
    row = next((row for row in page["rows"] if row["aspect"].code == code), None)
    if row is None:
        raise Missing
    rules.settling.may_answer_position(
        scene, meeting_closed=True, state=profiles.standing(scene.review).state
    ).require()
    said = row["answer"]
    initial = {"version": row["agreed"].version, "text": said.text if said else ""}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(
        form, actions.agreeing.answer, actor=request.user, at=clock.now(), review=scene.review, aspect=code
    ):
        messages.success(request, _("Saved what the {school} says to it."))
        return redirect("findings:with_the_school", review_id)
    return show(request, "findings/answer.html", {**page, **row, "row": row, "form": form})


def _agreeing(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_agreement(
        scene,
        meeting_closed=is_done(scene.review, "team_meeting"),
        released=profiles.is_known_released(scene),
    ).require()
    return scene


def _page(scene: Scene, found: Aspect, *, proposing: Any = None, agreeing: Any = None) -> dict[str, Any]:
    page = present.aspect_page(scene, found)
    notes = present.choices(scene, found, page["agreed"])
    given = {
        "aspect": found,
        "notes": notes,
        "asked": judging(scene.model, scene.tree),
        "meanings": {term.key: term.meaning for term in scene.model.judgement.strength},
    }
    if page["may_propose"] or proposing is not None:
        mine = page["mine"]
        page["proposing"] = SaidForm(
            proposing,
            initial=present.initial(mine),
            auto_id="proposal_%s",
            points=mine.points if mine else (),
            **given,
        )
        page["proposing_columns"] = _columns(scene, found, page["proposing"])
    if page["may_agree"] or agreeing is not None:
        agreed = page["agreed"]
        page["agreeing"] = SaidForm(
            agreeing, initial=present.initial(agreed), points=agreed.points if agreed else (), **given
        )
        page["agreeing_columns"] = _columns(scene, found, page["agreeing"])
    return page


def _columns(scene: Scene, found: Aspect, form: SaidForm) -> list[dict[str, Any]]:
    own = present.own_view.by_aspect(scene.review, scene.tree)[found.code]
    chosen = form["statements"].value() if "statements" in form.fields else []
    return present.columns(scene, found, chosen or [], own)


def _scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_positions(scene, released=profiles.is_known_released(scene)).require()
    return scene


def _aspect(request: HttpRequest, review_id: uuid.UUID, code: str) -> tuple[Scene, Aspect]:
    """An aspect that the review looks at; another is not there."""
    scene = _scene(request, review_id)
    found = next((aspect for aspect in plans.in_focus(scene.review) if aspect.code == code), None)
    if found is None:
        raise Missing
    return scene, found
