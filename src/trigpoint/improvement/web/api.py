"""Calls for the workshop and the plan."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.improvement import actions, queries, rules
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries.accounts import Account, by_id
from trigpoint.reviews.queries.scene import Review, Scene, load
from trigpoint.ui.api import expose

router = Router()

WORKSHOP = "/reviews/{uuid:review_id}/workshop"
PLAN = "/reviews/{uuid:review_id}/plan"


class CauseOut(Schema):
    id: uuid.UUID
    text: str
    basis: str


class OptionOut(Schema):
    id: uuid.UUID
    text: str
    research: str
    choice: str
    version: int


class IssueOut(Schema):
    id: uuid.UUID
    text: str
    aspect: str
    version: int
    causes: list[CauseOut]
    options: list[OptionOut]


class AttendanceOut(Schema):
    id: uuid.UUID
    post: str
    on_team: bool
    came: str
    absence_reason: str


class WorkshopOut(Schema):
    id: uuid.UUID
    state: str
    version: int
    purpose: str
    strengths: str
    held_on: dt.date | None
    attendances: list[AttendanceOut]
    issues: list[IssueOut]


class ActionOut(Schema):
    """One action of the plan. Before and after stand beside each other; neither is an effect."""

    id: uuid.UUID
    version: int
    issue: str
    aspect: str
    cause: str
    change: str
    text: str
    owner: str
    starts_on: dt.date | None
    due_on: dt.date
    measure: str
    baseline: str
    target: str
    latest: str
    latest_on: dt.date | None
    progress: str
    note: str
    serves_review_priority: bool
    priority_id: uuid.UUID | None
    support: str
    support_text: str
    partner_id: uuid.UUID | None


class TellingOut(Schema):
    id: uuid.UUID
    audience: str
    what: str
    on: dt.date | None


class PlanOut(Schema):
    """As much of the plan as the person may see: all of it, its requests for support, or their own actions."""

    id: uuid.UUID
    state: str
    version: int
    agreed_at: dt.datetime | None
    sight: str
    actions: list[ActionOut]
    tellings: list[TellingOut]


def _scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    return load(request.hats, review_id, on=clock.today())


def _review(request: HttpRequest, review_id: uuid.UUID) -> Review:
    return _scene(request, review_id).review


def _workshop(request: HttpRequest, review_id: uuid.UUID) -> queries.workshop.Workshop:
    scene = _scene(request, review_id)
    rules.visibility.may_see_workshop(scene).require()
    return queries.workshop.get(scene)


def _issue(request: HttpRequest, review_id: uuid.UUID, issue_id: uuid.UUID) -> queries.workshop.Issue:
    return _among(_workshop(request, review_id).issues.all(), issue_id)


def _cause(request: HttpRequest, issue: queries.workshop.Issue, cause_id: uuid.UUID) -> Any:
    return _among(issue.causes.all(), cause_id)


def _option(request: HttpRequest, review_id: uuid.UUID, option_id: uuid.UUID) -> queries.workshop.Option:
    issues = _workshop(request, review_id).issues.all()
    return _among([option for issue in issues for option in issue.options.all()], option_id)


def _attendance(
    request: HttpRequest, workshop: queries.workshop.Workshop, attendance_id: uuid.UUID
) -> queries.workshop.Attendance:
    return _among(workshop.attendances.all(), attendance_id)


def _guest(request: HttpRequest, person_id: uuid.UUID | None = None) -> Account | None:
    return by_id(person_id) if person_id else None


def _plan(request: HttpRequest, review_id: uuid.UUID) -> queries.plan.Plan:
    scene = _scene(request, review_id)
    sight = rules.visibility.sight(scene)
    found = queries.plan.find(scene, sight)
    if found is None:
        rules.visibility.may_see_plan(scene).require()
        raise Missing
    if sight is rules.visibility.Sight.OWN and not found.seen:
        rules.visibility.may_see_plan(scene).require()
    return found


def _planned(request: HttpRequest, plan: queries.plan.Plan, action_id: uuid.UUID) -> queries.plan.PlannedAction:
    return _among(plan.seen, action_id)


def _planned_of(request: HttpRequest, review_id: uuid.UUID, action_id: uuid.UUID) -> queries.plan.PlannedAction:
    return _planned(request, _plan(request, review_id), action_id)


def _telling(request: HttpRequest, plan: queries.plan.Plan, telling_id: uuid.UUID) -> queries.plan.Telling:
    return _among(plan.tellings.all(), telling_id)


def _among(rows: Any, row_id: uuid.UUID) -> Any:
    found = next((row for row in rows if row.pk == row_id), None)
    if found is None:
        raise Missing
    return found


@router.get(WORKSHOP, operation_id="improvement.workshop", response=WorkshopOut, summary="The workshop's record")
def workshop(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """Who was there, the issues with causes and options, and what was decided."""
    return _workshop(request, review_id)


@router.get(PLAN, operation_id="improvement.plan", response=PlanOut, summary="The action plan")
def plan(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """As much of the plan as the person may see."""
    found = _plan(request, review_id)
    sight = rules.visibility.sight(_scene(request, review_id))
    whole = sight is rules.visibility.Sight.WHOLE
    return {
        "id": found.pk,
        "state": found.state,
        "version": found.version,
        "agreed_at": found.agreed_at,
        "sight": sight.value,
        "actions": found.seen,
        "tellings": list(found.tellings.all()) if whole else [],
    }


IN_WORKSHOP = {"workshop": _workshop}
IN_PLAN = {"plan": _plan}

expose(router, "POST", WORKSHOP, actions.workshop.prepare, resolve={"review": _review})
expose(router, "PUT", WORKSHOP, actions.workshop.save_notes, resolve=IN_WORKSHOP)
expose(router, "POST", WORKSHOP + "/invitations", actions.workshop.invite, resolve={**IN_WORKSHOP, "person": _guest})
expose(router, "PUT", WORKSHOP + "/attendance", actions.workshop.record_attendance, resolve=IN_WORKSHOP)
expose(
    router,
    "DELETE",
    WORKSHOP + "/invitations/{uuid:attendance_id}",
    actions.workshop.uninvite,
    resolve={**IN_WORKSHOP, "attendance": _attendance},
)
expose(router, "POST", WORKSHOP + "/issues", actions.workshop.add_issue, resolve=IN_WORKSHOP)
expose(router, "PUT", WORKSHOP + "/issues/{uuid:issue_id}", actions.workshop.change_issue, resolve={"issue": _issue})
expose(
    router,
    "DELETE",
    WORKSHOP + "/issues/{uuid:issue_id}",
    actions.workshop.remove_issue,
    resolve={**IN_WORKSHOP, "issue": _issue},
)
expose(
    router,
    "POST",
    WORKSHOP + "/issues/{uuid:issue_id}/causes",
    actions.workshop.add_cause,
    resolve={"issue": _issue},
)
expose(
    router,
    "DELETE",
    WORKSHOP + "/issues/{uuid:issue_id}/causes/{uuid:cause_id}",
    actions.workshop.remove_cause,
    resolve={"issue": _issue, "cause": _cause},
)
expose(
    router,
    "POST",
    WORKSHOP + "/issues/{uuid:issue_id}/options",
    actions.workshop.add_option,
    resolve={"issue": _issue},
)
expose(
    router,
    "PUT",
    WORKSHOP + "/options/{uuid:option_id}",
    actions.workshop.decide_option,
    resolve={"option": _option},
)
expose(router, "POST", WORKSHOP + "/held", actions.workshop.hold, resolve=IN_WORKSHOP)
expose(router, "POST", PLAN, actions.plan.open_plan, resolve={"review": _review})
expose(router, "POST", PLAN + "/actions", actions.plan.add_action, resolve=IN_PLAN)
expose(
    router,
    "PUT",
    PLAN + "/actions/{uuid:action_id}",
    actions.plan.change_action,
    resolve={"planned": _planned_of},
)
expose(
    router,
    "DELETE",
    PLAN + "/actions/{uuid:action_id}",
    actions.plan.remove_action,
    resolve={**IN_PLAN, "planned": _planned},
)
expose(
    router,
    "PUT",
    PLAN + "/actions/{uuid:action_id}/progress",
    actions.plan.report_progress,
    resolve={"planned": _planned_of},
)
expose(router, "POST", PLAN + "/tellings", actions.plan.add_telling, resolve=IN_PLAN)
expose(
    router,
    "DELETE",
    PLAN + "/tellings/{uuid:telling_id}",
    actions.plan.remove_telling,
    resolve={**IN_PLAN, "telling": _telling},
)
expose(router, "POST", PLAN + "/agreed", actions.plan.agree, resolve=IN_PLAN)
expose(router, "POST", PLAN + "/impact-review", actions.plan.record_impact_review, resolve=IN_PLAN)
