"""Suggest a change to the review model that a review goes by."""

import datetime as dt

from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.actions import suggestions
from trigpoint.programmes.queries.suggestions import Suggestion
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.scene import acting
from trigpoint.reviews.rules import suggestions as rules


def suggest(*, actor: Account, at: dt.datetime, review: Review, kind: str, about: str, text: str) -> Suggestion:
    """
    Say what you would change about a stage, a form or a statement of this review's model.

    `kind` is stage, form or statement, `about` its key. The programme's staff read it beside the next version's draft.
    """
    scene = acting(actor.pk, review, at=at)
    rules.may_suggest(scene).require()
    return suggestions.keep(
        actor=actor,
        at=at,
        network=review.network,
        review_model=review.review_model,
        kind=kind,
        about=about,
        text=text,
        role=rules.as_role(scene),
    )
