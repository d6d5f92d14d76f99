"""Calls about dates and teams as a whole: the same actions and the same refusals as the pages."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema

from trigpoint.allocation.actions import (
    availability,
    drafts,
    feeds,
    files,
    invitations,
    pins,
    publishing,
    repairs,
    schedules,
)
from trigpoint.allocation.queries import compare, own_school, reserves, wording
from trigpoint.allocation.queries import drafts as draft_queries
from trigpoint.allocation.queries import fairness as fairness_queries
from trigpoint.allocation.queries import invitations as invitation_queries
from trigpoint.allocation.queries import pins as pin_queries
from trigpoint.allocation.queries import schedules as schedule_queries
from trigpoint.allocation.queries import seat as seat_queries
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.presenters import model as model_words
from trigpoint.allocation.web.presenters import saying
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries import accounts, readiness
from trigpoint.programmes.actions import school_days
from trigpoint.programmes.queries.review_models import definition
from trigpoint.ui.api import Problem, expose

router = Router()

CYCLE, SCHEDULE = "/cycles/{uuid:cycle_id}", "/schedules/{uuid:schedule_id}"
PROBLEMS = {frozenset({401, 403, 404, 422}): Problem}


class SeatOut(Schema):
    person_id: uuid.UUID
    name: str
    leads: bool


class BookingOut(Schema):
    """`review` is the review's name in this schedule: what `swap` and `move_draft` take."""

    review: str
    school_id: uuid.UUID
    school: str
    starts_on: dt.date
    workshop_on: dt.date | None
    seats: list[SeatOut]


class GapOut(Schema):
    school: str
    what: str
    causes: list[str]
    remedies: list[str]


class ScheduleOut(Schema):
    """`plan` is empty until something was found; money is in pounds."""

    id: uuid.UUID
    state: str
    version: int
    could_be_saved: str
    trouble: str
    plan: list[BookingOut] = []
    gaps: list[GapOut] = []
    empty_seats: int | None = None
    changed_dates: int | None = None
    changed_seats: int | None = None
    travel: float | None = None
    cover: float | None = None


class VerdictOut(Schema):
    """`reasons` say why not; `effect` says what the choice would change."""

    person_id: uuid.UUID
    name: str
    possible: bool
    reasons: list[str]
    effect: str


class PinOut(Schema):
    id: uuid.UUID
    school_id: uuid.UUID
    kind: str
    person_id: uuid.UUID | None
    starts_on: dt.date | None
    overrides: str
    reason: str


class InvitationOut(Schema):
    """`called` is what the review's model calls the role."""

    id: uuid.UUID
    review_id: uuid.UUID
    school: str
    role: str
    called: str
    answer: str
    visit_starts_on: dt.date
    visit_ends_on: dt.date


class DeclinedOut(Schema):
    invitation_id: uuid.UUID
    school: str
    name: str
    role: str
    called: str
    reason: str


class BoardOut(Schema):
    declined: list[DeclinedOut]
    short: list[GapOut]


class BalanceOut(Schema):
    school_id: uuid.UUID
    school: str
    given: int
    received: int
    carried: int
    balance: int
    cover: int


class WindowOut(Schema):
    id: uuid.UUID
    kind: str
    starts_on: dt.date
    ends_on: dt.date
    note: str


class AddressOut(Schema):
    """Shown this once."""

    address: str


class CountOut(Schema):
    changed: int


def _cycle_scope(request: HttpRequest, cycle_id: uuid.UUID) -> Any:
    return asking.cycle(request, cycle_id)


def _programme_scope(request: HttpRequest, programme_id: uuid.UUID) -> Any:
    return asking.programme(request, programme_id)


def _schedule(request: HttpRequest, schedule_id: uuid.UUID) -> Any:
    return asking.schedule(request, schedule_id)[0]


def _later(request: HttpRequest) -> bool:
    """Calls never wait for a search: it is left to the worker."""
    return True


def _cycle(request: HttpRequest, scope: Any) -> Any:
    return scope.cycles[0]


def _network(request: HttpRequest, scope: Any) -> Any:
    return scope.network


def _school(request: HttpRequest, scope: Any, school_id: uuid.UUID) -> Any:
    found = pin_queries.facts(scope, on=clock.today()).schools.get(school_id)
    if found is None:
        raise Missing
    return found


def _person(request: HttpRequest, person_id: uuid.UUID | None = None) -> Any:
    found = accounts.by_id(person_id) if person_id else None
    if person_id and found is None:
        raise Missing
    return found


def _somebody(request: HttpRequest, person_id: uuid.UUID) -> Any:
    return _person(request, person_id)


def _pin(request: HttpRequest, scope: Any, pin_id: uuid.UUID) -> Any:
    return pin_queries.one(scope, str(pin_id))


def _own_invitation(request: HttpRequest, invitation_id: uuid.UUID) -> Any:
    return invitation_queries.own(request.auth.pk, invitation_id)


def _empty_seat(request: HttpRequest, scope: Any, invitation_id: uuid.UUID) -> Any:
    return invitation_queries.to_fill(scope.cycle_ids, invitation_id)


def _absence(request: HttpRequest, absence_id: uuid.UUID) -> Any:
    found = readiness.absence(absence_id)
    if found is None:
        raise Missing
    return found


def _own(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> Any:
    return own_school.load(asking.hats(request), network_id, school_id, on=clock.today())


def _own_network(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> Any:
    return _own(request, network_id, school_id).network


def _own_school(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> Any:
    return _own(request, network_id, school_id).school


def _window(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID, window_id: uuid.UUID) -> Any:
    return own_school.one_window(_own(request, network_id, school_id), window_id)


@router.get(
    "/networks/{uuid:network_id}/schools/{uuid:school_id}/days",
    operation_id="allocation.own_school_days",
    response={200: list[WindowOut], **PROBLEMS},
)
def own_days(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> Any:
    """The days of a school on which it is unlike the network's calendar, for those who keep them."""
    return _own(request, network_id, school_id).windows.get(school_id, [])


@router.get(SCHEDULE, operation_id="allocation.schedule", response={200: ScheduleOut, **PROBLEMS})
def schedule(request: HttpRequest, schedule_id: uuid.UUID) -> Any:
    """A schedule: how far its search is, or what the draft holds beside today."""
    found, scope = asking.schedule(request, schedule_id)
    given = {
        "id": found.pk,
        "state": found.state,
        "version": found.version,
        "could_be_saved": saying.could_be_saved(found.progress),
        "trouble": found.trouble,
    }
    if found.plan is None or not found.problem or found.state in ("waiting", "looking"):
        return given
    draft = draft_queries.of(found, scope, on=clock.today())
    compared = compare.compare(draft, schedule_queries.options_of(found))
    named = draft.facts.named
    return {
        **given,
        "plan": [_booking(draft, booking, named) for booking in draft.bookings],
        "gaps": saying.gaps(compared.gaps, named),
        "empty_seats": compared.draft.empty,
        "changed_dates": compared.changed_dates,
        "changed_seats": compared.changed_seats,
        "travel": compared.draft.travel,
        "cover": compared.draft.cover,
    }


@router.get(SCHEDULE + "/seat", operation_id="allocation.seat", response={200: list[VerdictOut], **PROBLEMS})
def seat(request: HttpRequest, schedule_id: uuid.UUID, review: str, seat: str) -> Any:
    """Who could take a seat of a draft, the best first, and why others can't."""
    draft = asking.draft(request, schedule_id)
    found = seat_queries.seat(draft, review, seat, "")
    named = draft.facts.named
    return [
        {
            "person_id": one.person,
            "name": named.get(one.person, ""),
            "possible": one.possible,
            "reasons": wording.each(one.reasons, named),
            "effect": saying.effect(one.change) if one.possible else "",
        }
        for one in (*found.others, *found.barred)
    ]


@router.get(CYCLE + "/pins", operation_id="allocation.pins", response={200: list[PinOut], **PROBLEMS})
def pinned(request: HttpRequest, cycle_id: uuid.UUID) -> Any:
    """What is settled in a cycle before the rest is looked for."""
    return pin_queries.facts(asking.cycle(request, cycle_id), on=clock.today()).pins


@router.get(CYCLE + "/gaps", operation_id="allocation.gaps", response={200: BoardOut, **PROBLEMS})
def gaps(request: HttpRequest, cycle_id: uuid.UUID) -> Any:
    """Seats that were given up, and what can't work as things stand."""
    board = reserves.board(asking.cycle(request, cycle_id), on=clock.today())
    named = board.facts.named
    return {
        "declined": [
            {
                "invitation_id": gap.invitation_id,
                "school": named.get(gap.key, ""),
                "name": gap.name,
                "role": gap.role,
                "called": model_words.seat_word(gap.role, board.facts.model),
                "reason": gap.reason,
            }
            for gap in board.declined
        ],
        "short": saying.gaps(board.short, named),
    }


@router.get(CYCLE + "/fairness", operation_id="allocation.fairness", response={200: list[BalanceOut], **PROBLEMS})
def fairness(request: HttpRequest, cycle_id: uuid.UUID) -> Any:
    """Reviewer-days that each school gives and receives."""
    return fairness_queries.load(asking.cycle(request, cycle_id), on=clock.today()).schools


@router.get("/invitations", operation_id="allocation.invitations", response={200: list[InvitationOut], **PROBLEMS})
def mine(request: HttpRequest) -> Any:
    """The seats that the token's person is asked to take."""
    return [
        {
            "id": row.pk,
            "review_id": row.review_id,
            "school": row.review.called,
            "role": row.role,
            "called": model_words.seat_word(row.role, definition(row.review.review_model_id)),
            "answer": row.answer,
            "visit_starts_on": row.review.visit_starts_on,
            "visit_ends_on": row.review.visit_ends_on,
        }
        for row in invitation_queries.of_person(request.auth.pk, on=clock.today())
    ]


IN_CYCLE = {"scope": _cycle_scope}
IN_SCHEDULE = {"schedule": _schedule}

expose(router, "POST", CYCLE + "/schedules", schedules.ask, resolve={**IN_CYCLE, "later": _later})
expose(
    router,
    "POST",
    "/programmes/{uuid:programme_id}/schedules",
    schedules.ask,
    resolve={"scope": _programme_scope, "later": _later},
    operation_id="allocation.propose_for_programme",
)
for verb, action in (
    ("stop", schedules.stop),
    ("discard", schedules.discard),
    ("publish", publishing.publish),
    ("undo", publishing.undo),
    ("swap", drafts.swap),
    ("move", drafts.move),
):
    expose(router, "POST", f"{SCHEDULE}/{verb}", action, resolve=IN_SCHEDULE)
expose(
    router,
    "POST",
    CYCLE + "/pins",
    pins.pin,
    resolve={**IN_CYCLE, "cycle": _cycle, "school": _school, "person": _person},
)
expose(router, "DELETE", CYCLE + "/pins/{uuid:pin_id}", pins.unpin, resolve={**IN_CYCLE, "pin": _pin})
expose(router, "POST", CYCLE + "/repair", repairs.repair, resolve={**IN_CYCLE, "later": _later})
expose(
    router,
    "POST",
    CYCLE + "/gaps/{uuid:invitation_id}",
    invitations.step_in,
    resolve={**IN_CYCLE, "invitation": _empty_seat, "person": _somebody},
)
for verb, answer in (("accept", invitations.accept), ("decline", invitations.decline)):
    expose(
        router, "POST", f"/invitations/{{uuid:invitation_id}}/{verb}", answer, resolve={"invitation": _own_invitation}
    )
PEOPLE = CYCLE + "/people/{uuid:person_id}"
OF_PERSON = {**IN_CYCLE, "network": _network, "person": _somebody}
expose(router, "PUT", PEOPLE + "/readiness", availability.say_readiness, resolve=OF_PERSON)
expose(router, "POST", PEOPLE + "/absences", availability.say_absence, resolve=OF_PERSON)
expose(router, "POST", PEOPLE + "/conflicts", availability.note_conflict, resolve={**OF_PERSON, "school": _school})
expose(
    router,
    "DELETE",
    "/absences/{uuid:absence_id}",
    availability.take_back_absence,
    resolve={"absence": _absence},
)
OF_SCHOOL = {**IN_CYCLE, "network": _network, "school": _school}
expose(router, "POST", CYCLE + "/schools/{uuid:school_id}/days", school_days.add_window, resolve=OF_SCHOOL)
expose(router, "PUT", CYCLE + "/schools/{uuid:school_id}/capacity", school_days.set_capacity, resolve=OF_SCHOOL)
OWN_SCHOOL = "/networks/{uuid:network_id}/schools/{uuid:school_id}"
OWN = {"network": _own_network, "school": _own_school}
expose(
    router,
    "POST",
    OWN_SCHOOL + "/days",
    school_days.add_window,
    resolve=OWN,
    operation_id="allocation.add_own_school_days",
)
expose(router, "DELETE", OWN_SCHOOL + "/days/{uuid:window_id}", school_days.remove_window, resolve={"window": _window})
expose(
    router,
    "PUT",
    OWN_SCHOOL + "/capacity",
    school_days.set_capacity,
    resolve=OWN,
    operation_id="allocation.set_own_school_capacity",
)
expose(
    router,
    "POST",
    OWN_SCHOOL + "/files",
    files.take_in_own,
    resolve=OWN,
    response=CountOut,
    answer=lambda changed: {"changed": changed},
)
expose(
    router,
    "POST",
    CYCLE + "/files",
    files.take_in,
    resolve=IN_CYCLE,
    response=CountOut,
    answer=lambda changed: {"changed": changed},
)
expose(
    router,
    "POST",
    "/calendar",
    feeds.renew,
    response=AddressOut,
    answer=lambda made: {"address": settings.PUBLIC_URL + reverse("allocation:ics", args=[made.secret])},
)


def _booking(draft: Any, booking: Any, named: dict[str, str]) -> dict[str, Any]:
    host = draft.host(booking.review)
    return {
        "review": booking.review,
        "school_id": host.school.pk,
        "school": host.name,
        "starts_on": booking.start,
        "workshop_on": booking.workshop,
        "seats": [
            {"person_id": person, "name": named.get(person, ""), "leads": person == booking.lead}
            for person in booking.team
        ],
    }
