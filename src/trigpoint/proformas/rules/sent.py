"""What a model means by the condition `form:<key>`: sent in, wherever it is due."""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no
from trigpoint.proformas.queries import sheets
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries.scene import Review


def form_sent(review: Review, about: str, on: dt.date) -> Decision:
    """Whether a form has been sent in wherever it is due."""
    model = definition(review.review_model_id)
    asked = model.form(about)
    if asked is None:
        return YES
    due = sheets.forms_due(review, model, [asked], on=on)
    waiting = [each.spot.label for each in due if each.number == 1 and not each.is_sent]
    if not waiting:
        return YES
    named = ", ".join(filter(None, waiting))
    said = f"{asked.title} ({named})" if named else asked.title
    return no(_("“%(form)s” is sent in first.") % {"form": said})
