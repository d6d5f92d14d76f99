"""
What a model asks for before a stage begins, and before it is done.

A model writes `entry` and `exit` conditions such as `done:visit`, `signed:agreements`, `form:protocol`. The kinds that
are about the review itself are checked here; a higher context registers a check for its own (in its `AppConfig.ready`),
so that one rule decides for every stage, whichever context does its work.
"""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.programmes.language.pieces import Condition, StageDefinition
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import signing, stages
from trigpoint.reviews.queries.team import members
from trigpoint.reviews.rules import team

type Check = Callable[[Review, str, dt.date], Decision]
"""Whether a condition holds: of a review, about what the model names after the colon, on a day."""


def may_begin(review: Review, stage: StageDefinition, *, on: dt.date) -> Decision:
    """What the model asks for before the stage begins."""
    return _all(review, stage.entry, on)


def may_complete(review: Review, stage: StageDefinition, *, on: dt.date) -> Decision:
    """What the model asks for before the stage is done: what it asks for at its beginning, and at its end."""
    return _all(review, (*stage.entry, *stage.exit), on)


def register(kind: str, check: Check) -> None:
    """Say how a kind of condition is checked."""
    _checks[kind] = check


def _all(review: Review, conditions: tuple[Condition, ...], on: dt.date) -> Decision:
    for condition in conditions:
        check = _checks.get(condition.kind, _unknown)
        answer = check(review, condition.about, on)
        if not answer:
            return answer
    return YES


def _unknown(review: Review, about: str, on: dt.date) -> Decision:
    return no(_("The model asks for something first that this installation can't check."))


def _done(review: Review, about: str, on: dt.date) -> Decision:
    step = next((step for step in stages.stages(review) if step.key == about), None)
    if step is None or step.is_done:
        return YES
    return no(_("“%(stage)s” comes first, and is not done yet.") % {"stage": step.title})


def _team(review: Review, about: str, on: dt.date) -> Decision:
    return team.may_brief(members(review, on=on), definition(review.review_model_id))


def _signed(review: Review, about: str, on: dt.date) -> Decision:
    """G1: the host and every school that sends somebody; whoever is sent by none, themselves."""
    missing = signing.missing(review, members(review, on=on), on=on)
    return only_if(not missing, " ".join(str(breach.message) for breach in missing))


_checks: dict[str, Check] = {"done": _done, "team": _team, "signed": _signed}
