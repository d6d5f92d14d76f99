"""
Whenever a form is sent in that puts something forward for accreditation, it is nominated with what the form says.

Unless the team has looked at it: then it stays as it was put forward, though the form was opened and sent in again. Where
the model lets others than the school's leaders fill the form in, its leaders put it forward themselves.
"""

from trigpoint.kernel.events import subscribe
from trigpoint.people.queries import accounts
from trigpoint.proformas.actions import accreditations
from trigpoint.proformas.events import FormSent
from trigpoint.proformas.lifecycle import ACCREDITATION
from trigpoint.proformas.queries import accreditations as queries
from trigpoint.proformas.queries import sheets
from trigpoint.proformas.queries.spots import REVIEW
from trigpoint.proformas.rules import accreditations as rules
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries import reviews
from trigpoint.reviews.queries.scene import acting

TOLD = ("what", "why", "contact")
"""Fields of the form that a nomination takes over, where the form has them."""


@subscribe(FormSent)
def nominate(event: FormSent) -> None:
    review = reviews.by_id(event.review_id)
    asked = [each for each in definition(review.review_model_id).accreditations if each.form == event.form]
    actor = accounts.any_by_id(event.actor_id) if event.actor_id else None
    if not asked or actor is None:
        return
    said = sheets.one(review, event.form, REVIEW, 1).answers
    told = {name: str(said[name]) for name in TOLD if said.get(name)}
    scene = acting(actor.pk, review, at=event.at)
    if "what" not in told or not rules.may_nominate(scene):
        return
    looked_at = {
        held.row.kind for held in queries.of_review(review, on=scene.on) if held.status != ACCREDITATION.initial
    }
    for each in asked:
        if each.key in looked_at:
            continue
        accreditations.nominate(
            actor=actor,
            at=event.at,
            review=review,
            kind=each.key,
            what=told["what"],
            why=told.get("why", ""),
            contact=told.get("contact", ""),
        )
