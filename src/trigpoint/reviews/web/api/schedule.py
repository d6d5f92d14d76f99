"""Calls about dates and teams: the same actions and the same refusals as the pages."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries import accounts
from trigpoint.programmes.queries.cycles import of_partnerships
from trigpoint.programmes.queries.partnerships import memberships
from trigpoint.programmes.queries.scope import visible_to
from trigpoint.reviews.actions import conflicts, planning, reminders, shaping, team
from trigpoint.reviews.lifecycle import REVIEW as STATES
from trigpoint.reviews.queries import candidates as candidate_queries
from trigpoint.reviews.queries import conflicts as conflict_queries
from trigpoint.reviews.queries import cycle as cycle_queries
from trigpoint.reviews.queries import mine
from trigpoint.reviews.queries.parts import parts
from trigpoint.reviews.queries.stages import stages
from trigpoint.reviews.queries.team import SEATS, members
from trigpoint.reviews.rules import cycle as cycle_rules
from trigpoint.reviews.rules import planning as planning_rules
from trigpoint.reviews.rules import team as team_rules
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.api import schedule_shapes as shapes
from trigpoint.ui.api import Problem, expose

router = Router()

REVIEW = "/reviews/{uuid:review_id}"
CYCLE = "/cycles/{uuid:cycle_id}"
PROBLEMS = {frozenset({401, 403, 404, 422}): Problem}
MOST = 200


def _review(request: HttpRequest, review_id: uuid.UUID) -> Any:
    return asking.scene(request, review_id).review


def _cycle(request: HttpRequest, cycle_id: uuid.UUID) -> Any:
    return cycle_queries.load(asking.hats(request), cycle_id, on=clock.today())[0]


def _host(request: HttpRequest, cycle: Any, host_id: uuid.UUID) -> Any:
    day = min(max(clock.today(), cycle.starts_on), cycle.ends_on)
    for member in memberships(cycle.partnership_id, on=day):
        if member.school_id == host_id:
            return member.school
    raise Missing


def _person(request: HttpRequest, person_id: uuid.UUID) -> Any:
    found = accounts.any_by_id(person_id)
    if found is None:
        raise Missing
    return found


def _school(request: HttpRequest, school_id: uuid.UUID) -> Any:
    for school in conflict_queries.schools_near(asking.hats(request), on=clock.today()):
        if school.pk == school_id:
            return school
    raise Missing


@router.get(
    "/reviews",
    operation_id="reviews.list",
    response={200: list[shapes.ReviewOut], **PROBLEMS},
    summary="The reviews in which the person plays a part",
)
def reviews(request: HttpRequest, offset: int = Query(0, ge=0), limit: int = Query(50, ge=1, le=MOST)) -> Any:
    """Those that go on first, then those that are over."""
    hats = asking.hats(request)
    return [_brief(review, hats) for review in mine.visible(hats)[offset : offset + limit]]


@router.get(REVIEW, operation_id="reviews.get", response={200: shapes.ReviewWhole, **PROBLEMS}, summary="One review")
def review(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """Its state, its stages with their dates, its team."""
    scene = asking.scene(request, review_id)
    row = scene.review
    return {
        **_brief(row, scene.hats),
        "version": row.version,
        "state_reason": row.state_reason if planning_rules.may_read_why(scene) else "",
        "stages": [_stage(step, scene.on) for step in stages(row)],
        "team": [_seat(seat, scene) for seat in members(row, on=scene.on)],
    }


@router.get(
    REVIEW + "/candidates",
    operation_id="reviews.candidates",
    response={200: list[shapes.CandidateOut], **PROBLEMS},
    summary="Who could take a seat, and what each choice would break",
)
def candidates(request: HttpRequest, review_id: uuid.UUID, role: str) -> Any:
    """`role` is lead_reviewer, reviewer or facilitator."""
    scene = asking.scene(request, review_id)
    team_rules.may_choose(scene).require()
    if role not in SEATS:
        raise Missing
    choice = candidate_queries.choice(scene)
    return [
        {
            "person_id": one.person_id,
            "name": one.name,
            "school": one.school_name,
            "trained_until": one.trained_for(role),
            "breaches": [_breach(b) for b in team_rules.breaches(choice, one, role, scene)],
        }
        for one in candidate_queries.candidates(scene)
    ]


@router.get(
    "/cycles",
    operation_id="reviews.cycles",
    response={200: list[shapes.CycleOut], **PROBLEMS},
    summary="The cycles of the person's partnerships",
)
def cycles(request: HttpRequest) -> Any:
    """The newest first in each partnership."""
    found = of_partnerships(visible_to(asking.hats(request)).values_list("pk", flat=True))
    return [_cycle_out(cycle) for cycle in found]


@router.get(
    CYCLE, operation_id="reviews.cycle", response={200: shapes.CycleWhole, **PROBLEMS}, summary="A cycle on one page"
)
def cycle(request: HttpRequest, cycle_id: uuid.UUID) -> Any:
    """Each member school with its review's dates, what to look at (G4, G12, G17 to G19), and what it gives and receives."""
    view = cycle_queries.overview(asking.hats(request), cycle_id, on=clock.today())
    cycle_rules.may_see(view.standpoint).require()
    return {
        **_cycle_out(view.cycle),
        "schools": [
            {
                "school_id": line.school_id,
                "school": line.school_name,
                "review_id": line.review.pk if line.review else None,
                "state": line.review.state if line.review else "",
                "stages": [_stage(step, view.on) for step in line.steps],
                "late": step.key if (step := cycle_rules.late(line, on=view.on)) else "",
                "flags": [_breach(flag) for flag in cycle_rules.flags(line, view)],
                "days_given": line.share.days_given,
                "days_received": line.share.days_received,
                "visits_given": line.share.visits_given,
                "visits_received": line.share.visits_received,
            }
            for line in view.lines
        ],
    }


@router.get(
    "/conflicts",
    operation_id="reviews.conflicts",
    response={200: list[shapes.ConflictOut], **PROBLEMS},
    summary="The schools that the person can't review",
)
def own_conflicts(request: HttpRequest) -> Any:
    """One's own only; nobody else's are listed anywhere."""
    person = request.auth  # the token's person
    return [
        {"school_id": one.school_id, "school": one.school.name, "declared_on": one.declared_on}
        for one in conflict_queries.of_person(person.pk)
    ]


expose(router, "POST", CYCLE + "/reviews", planning.plan, resolve={"cycle": _cycle, "host": _host})
expose(router, "POST", REVIEW + "/shape", shaping.shape, resolve={"review": _review})
expose(router, "POST", REVIEW + "/dates", planning.move_dates, resolve={"review": _review})
for _name, _action in {
    "begin": planning.begin,
    "postpone": planning.postpone,
    "resume": planning.resume,
    "cancel": planning.cancel,
    "close": planning.close,
}.items():
    expose(router, "POST", f"{REVIEW}/{_name}", _action, resolve={"review": _review})
expose(router, "POST", REVIEW + "/team", team.appoint, resolve={"review": _review, "person": _person})
expose(
    router, "POST", REVIEW + "/facilitator", team.appoint_facilitator, resolve={"review": _review, "person": _person}
)
expose(router, "POST", REVIEW + "/team/release", team.release, resolve={"review": _review, "person": _person})
expose(
    router,
    "POST",
    REVIEW + "/reminders",
    reminders.remind,
    resolve={"review": _review},
    response=shapes.Reminded,
    answer=lambda names: {"told": names},
)
expose(router, "POST", "/conflicts", conflicts.declare, resolve={"school": _school})
expose(router, "POST", "/conflicts/withdraw", conflicts.withdraw, resolve={"school": _school})


def _brief(row: Any, hats: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "host_id": row.host_id,
        "host": row.host.name,
        "cycle_id": row.cycle_id,
        "partnership_id": row.partnership_id,
        "partnership": row.partnership.name,
        "state": row.state,
        "state_label": str(STATES.states[row.state].label),
        "subject_name": row.subject_name,
        "site_ids": row.site_ids,
        "visit_starts_on": row.visit_starts_on,
        "visit_ends_on": row.visit_ends_on,
        "parts": sorted(parts(hats, row)),
    }


def _stage(step: Any, on: Any) -> dict[str, Any]:
    return {
        "key": step.key,
        "kind": step.kind,
        "title": step.title,
        "group": step.group,
        "strand": step.strand,
        "owner": step.owner,
        "due_on": step.due_on,
        "ends_on": step.ends_on,
        "done_on": step.done_on,
        "is_late": step.is_late(on),
    }


def _seat(seat: Any, scene: Any) -> dict[str, Any]:
    return {
        "person_id": seat.person_id,
        "name": seat.name,
        "role": seat.role,
        "school_id": seat.school_id,
        "school": seat.school_name,
        "trained_until": seat.trained_until if team_rules.may_see_training(scene, seat.person_id) else None,
    }


def _breach(breach: Any) -> dict[str, Any]:
    return {"guard": breach.guard, "message": str(breach.message), "hard": breach.hard}


def _cycle_out(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "partnership_id": row.partnership_id,
        "partnership": row.partnership.name,
        "name": row.name,
        "number": row.number,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }
