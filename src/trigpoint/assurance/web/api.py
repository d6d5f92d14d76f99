"""Calls for how the process went."""

import datetime as dt
import uuid

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.assurance import actions, queries, rules
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.queries.scene import Review, load
from trigpoint.ui.api import expose

router = Router()

FEEDBACK = "/reviews/{uuid:review_id}/process-feedback"


class FeedbackOut(Schema):
    id: uuid.UUID
    state: str
    went_well: str
    better: str
    hours: int | None
    answered_at: dt.datetime | None


def _review(request: HttpRequest, review_id: uuid.UUID) -> Review:
    return load(request.hats, review_id, on=clock.today()).review


@router.get(FEEDBACK, operation_id="assurance.process_feedback", response=FeedbackOut, summary="How the process went")
def process_feedback(request: HttpRequest, review_id: uuid.UUID) -> queries.ProcessFeedback:
    """What the host says of the process."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_read(scene).require()
    found = queries.find(scene)
    if found is None:
        raise Missing
    return found


expose(router, "POST", FEEDBACK, actions.give, resolve={"review": _review})
expose(router, "POST", FEEDBACK + "/declined", actions.decline, resolve={"review": _review})
