"""Whenever a form is sent in that puts something forward for accreditation, it is nominated with what the form says."""

from trigpoint.kernel.events import subscribe
from trigpoint.people.queries import accounts
from trigpoint.proformas.actions import accreditations
from trigpoint.proformas.events import FormSent
from trigpoint.proformas.queries import sheets
from trigpoint.proformas.queries.spots import REVIEW
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries import reviews

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
    if "what" not in told:
        return
    for each in asked:
        accreditations.nominate(
            actor=actor,
            at=event.at,
            review=review,
            kind=each.key,
            what=told["what"],
            why=told.get("why", ""),
            contact=told.get("contact", ""),
        )
