"""The visit is over: the team reads each other's notes."""

import datetime as dt

from trigpoint.audit.actions import action
from trigpoint.evidence.rules import keeping
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review


@action("evidence.end_visit", subject="review")
def end(*, actor: Account, at: dt.datetime, review: Review) -> None:
    """The lead reviewer says that the visit is over. Said already: nothing changes."""
    keeping.may_end_visit(scenes.acting(actor.pk, review, at=at)).require()
    stages.complete(actor=actor, at=at, review=review, kind=StageKind.VISIT.value)
