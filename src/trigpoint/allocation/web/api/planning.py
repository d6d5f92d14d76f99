"""Calls about schedules: what is settled before, asking, looking, changing by hand, publishing, taking back; give and take."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router

from trigpoint.allocation.actions import drafts, pins, publishing, schedules
from trigpoint.allocation.queries import compare, wording
from trigpoint.allocation.queries import drafts as draft_queries
from trigpoint.allocation.queries import fairness as fairness_queries
from trigpoint.allocation.queries import pins as pin_queries
from trigpoint.allocation.queries import schedules as schedule_queries
from trigpoint.allocation.queries import seat as seat_queries
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.api import scopes
from trigpoint.allocation.web.api.scopes import CYCLE, IN_CYCLE, PROBLEMS, SCHEDULE
from trigpoint.allocation.web.api.shapes import BalanceOut, PinOut, ScheduleOut, VerdictOut
from trigpoint.allocation.web.presenters import saying
from trigpoint.kernel import clock
from trigpoint.ui.api import expose

router = Router()


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
    if not draft_queries.is_open(found):
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


@router.get(CYCLE + "/fairness", operation_id="allocation.fairness", response={200: list[BalanceOut], **PROBLEMS})
def fairness(request: HttpRequest, cycle_id: uuid.UUID) -> Any:
    """Reviewer-days that each school gives and receives."""
    return fairness_queries.load(asking.cycle(request, cycle_id), on=clock.today()).schools


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


IN_SCHEDULE = {"schedule": scopes.schedule}

expose(router, "POST", CYCLE + "/schedules", schedules.ask, resolve={**IN_CYCLE, "later": scopes.later})
expose(
    router,
    "POST",
    "/programmes/{uuid:programme_id}/schedules",
    schedules.ask,
    resolve={"scope": asking.programme, "later": scopes.later},
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
    resolve={**IN_CYCLE, "cycle": scopes.cycle, "school": scopes.school, "person": scopes.person},
)
expose(router, "DELETE", CYCLE + "/pins/{uuid:pin_id}", pins.unpin, resolve={**IN_CYCLE, "pin": scopes.pin})
