"""Calls about the scope of a review, people's briefings, and what it asks of people."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.kernel.errors import Missing
from trigpoint.reviews.actions import sheets as actions
from trigpoint.reviews.queries import effort as efforts
from trigpoint.reviews.queries import focus, subject
from trigpoint.reviews.queries import sheet as queries
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import focus as focus_rules
from trigpoint.reviews.rules import sheet as rules
from trigpoint.reviews.web import asking
from trigpoint.ui.api import Done, Problem, expose

router = Router()

REVIEW = "/reviews/{uuid:review_id}"
PROBLEMS = {frozenset({401, 403, 404, 422}): Problem}


class SiteOut(Schema):
    id: uuid.UUID
    name: str
    phase: str


class ScopeOut(Schema):
    """`aspects` are codes; empty for whoever may know the themes alone."""

    called: str
    subject_name: str
    subject_leader: str
    sites: list[SiteOut]
    visit_starts_on: dt.date
    visit_ends_on: dt.date
    themes: list[str]
    aspects: list[str]
    lines: list[str]


class SheetOut(Schema):
    """One participant's briefing; for an audience without an account `person_id` is null and `name` says who is met."""

    person_id: uuid.UUID | None
    name: str
    activities: list[uuid.UUID]
    asked: list[str]
    sent_on: dt.date | None
    read_on: dt.date | None


class LoadOut(Schema):
    """What a stage asks of each of the people of a role, in hours."""

    stage: str
    starts_on: dt.date
    ends_on: dt.date
    role: str
    side: str
    people: int
    hours: float
    total: float


class ClearOut(Schema):
    what: str
    true: int
    out_of: int


class EffortOut(Schema):
    loads: list[LoadOut]
    hours: float
    host_hours: float
    team_hours: float
    fee: float | None
    school_days_ahead: int
    clear: list[ClearOut]


def _review(request: HttpRequest, review_id: uuid.UUID) -> Any:
    return asking.scene(request, review_id).review


@router.get(REVIEW + "/scope", operation_id="reviews.scope", response={200: ScopeOut, **PROBLEMS}, summary="Its scope")
def scope(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """What is reviewed, where and about what: for all who take part in the visit."""
    scene = asking.scene(request, review_id)
    rules.may_read_scope(scene).require()
    review = scene.review
    reads_focus = bool(focus_rules.may_read(scene))
    return {
        "called": review.called,
        "subject_name": review.subject_name,
        "subject_leader": review.subject_leader.name if review.subject_leader else "",
        "sites": list(subject.sites(review)),
        "visit_starts_on": review.visit_starts_on,
        "visit_ends_on": review.visit_ends_on,
        "themes": [theme.code for theme in focus.themes_in_focus(review)],
        "aspects": [aspect.code for aspect in focus.in_focus(review)] if reads_focus else [],
        "lines": [line.question for line in focus.lines(review)] if reads_focus else [],
    }


@router.get(
    REVIEW + "/briefings",
    operation_id="reviews.briefings",
    response={200: list[SheetOut], **PROBLEMS},
    summary="Everybody's briefing",
)
def briefings(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """For the lead and the head of the host."""
    scene = asking.scene(request, review_id)
    rules.may_read_all(scene).require()
    return [_sheet(one) for one in queries.sheets(scene)]


@router.get(
    REVIEW + "/briefings/own",
    operation_id="reviews.own_briefing",
    response={200: SheetOut, **PROBLEMS},
    summary="The person's own briefing",
)
def own(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """Whoever takes part in the visit."""
    scene: Scene = asking.scene(request, review_id)
    person_id = request.auth.pk  # type: ignore[attr-defined]  # the token's person
    rules.may_read(scene, person_id).require()
    found = queries.of_person(scene, person_id)
    if found is None:
        raise Missing
    return _sheet(found)


@router.get(
    REVIEW + "/effort",
    operation_id="reviews.effort",
    response={200: EffortOut, **PROBLEMS},
    summary="What it asks of people",
)
def effort(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """Hours by stage and role, the fee, and what people know of the visit."""
    scene = asking.scene(request, review_id)
    rules.may_see_effort(scene).require()
    found = efforts.effort(scene)
    return {
        "loads": list(found.loads),
        "hours": found.hours,
        "host_hours": found.host_hours,
        "team_hours": found.team_hours,
        "fee": found.fee,
        "school_days_ahead": found.school_days_ahead,
        "clear": list(found.clear),
    }


expose(
    router,
    "POST",
    REVIEW + "/briefings",
    actions.send,
    resolve={"review": _review},
    response=Done,
    answer=lambda _told: Done(),
)
expose(router, "POST", REVIEW + "/briefings/own/read", actions.confirm, resolve={"review": _review})


def _sheet(one: queries.Sheet) -> dict[str, Any]:
    return {
        "person_id": one.participant.person_id if one.participant else None,
        "name": one.participant.name if one.participant else one.audience,
        "activities": [entry.id for entry in one.entries],
        "asked": [aspect.code for aspect in one.asked],
        "sent_on": one.sent_on,
        "read_on": one.read_on,
    }
