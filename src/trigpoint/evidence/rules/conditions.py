"""A model's condition that turns on evidence: that there is enough of it to say something."""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.access.decision import Decision, only_if
from trigpoint.evidence.queries import matrix, plans
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries.scene import Review


def enough(review: Review, about: str, on: dt.date) -> Decision:
    """`evidence:enough`: as many notes on each aspect in focus as the model asks for under a position (G10)."""
    wanted = int(definition(review.review_model_id).number("evidence.notes_min"))
    thin = [row.aspect.name for row in matrix.matrix(review, plans.in_focus(review)) if row.notes < wanted]
    return only_if(not thin, _("There are not enough notes yet on: %(names)s.") % {"names": ", ".join(thin)})
