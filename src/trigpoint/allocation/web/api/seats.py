"""Calls about seats: what one is asked and answers, which are empty, who steps in; and one's own calendar."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router

from trigpoint.allocation.actions import feeds, invitations, repairs
from trigpoint.allocation.queries import invitations as invitation_queries
from trigpoint.allocation.queries import reserves
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.api import scopes
from trigpoint.allocation.web.api.scopes import CYCLE, IN_CYCLE, PROBLEMS
from trigpoint.allocation.web.api.shapes import AddressOut, BoardOut, InvitationOut
from trigpoint.allocation.web.presenters import model as model_words
from trigpoint.allocation.web.presenters import saying
from trigpoint.kernel import clock
from trigpoint.programmes.queries.review_models import definition
from trigpoint.ui.api import expose

router = Router()


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


expose(router, "POST", CYCLE + "/repair", repairs.repair, resolve={**IN_CYCLE, "later": scopes.later})
expose(
    router,
    "POST",
    CYCLE + "/gaps/{uuid:invitation_id}",
    invitations.step_in,
    resolve={**IN_CYCLE, "invitation": scopes.empty_seat, "person": scopes.somebody},
)
for verb, answer in (("accept", invitations.accept), ("decline", invitations.decline)):
    expose(
        router,
        "POST",
        f"/invitations/{{uuid:invitation_id}}/{verb}",
        answer,
        resolve={"invitation": scopes.own_invitation},
    )
expose(
    router,
    "POST",
    "/calendar",
    feeds.renew,
    response=AddressOut,
    answer=lambda made: {"address": settings.PUBLIC_URL + reverse("allocation:ics", args=[made.secret])},
)
