"""What every view begins with: the study as this person meets it."""

import uuid

from django.http import HttpRequest

from trigpoint.evaluation import rules
from trigpoint.evaluation.queries import scope
from trigpoint.evaluation.queries.scope import View
from trigpoint.kernel import clock


def reading(request: HttpRequest, study_id: uuid.UUID) -> View:
    """Raises Missing, and Refused for an evaluator without access today."""
    view = scope.load(request.hats, study_id, on=clock.today())  # type: ignore[attr-defined]
    rules.may_read(view).require()
    return view


def working(request: HttpRequest, study_id: uuid.UUID) -> View:
    """The same, for those who build and run it."""
    view = scope.load(request.hats, study_id, on=clock.today())  # type: ignore[attr-defined]
    rules.may_work(view).require()
    return view
