"""Conditions of a model that turn on findings: that its output is released, that it was looked through."""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.findings.queries import outputs, positions
from trigpoint.findings.queries import profile as profiles
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries.scene import Review


def released(review: Review, about: str, on: dt.date) -> Decision:
    """`released:report`: the model's one output of findings; another is no matter of this context."""
    output = outputs.of(definition(review.review_model_id))
    if output is None or output.key != about:
        return YES
    return only_if(profiles.standing(review).is_released, _("“%(title)s” is released first.") % {"title": output.title})


def quality(review: Review, about: str, on: dt.date) -> Decision:
    """`qa:passed`, where this review is one of those that are looked through."""
    if not outputs.is_sampled(review, definition(review.review_model_id)):
        return YES
    versions = {code: said.version for code, said in positions.agreed(review).items()}
    found = profiles.checked(review, profiles.standing(review), versions)
    if found is not None and found.passed:
        return YES
    return no(_("The programme looks it through first."))
