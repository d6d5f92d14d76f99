"""What is mailed about a profile: that there is something to check, to answer or to read. Nothing of what it says."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from trigpoint.access.roles import Place, Role
from trigpoint.findings.queries.outputs import Output
from trigpoint.kernel.words import speaking
from trigpoint.messaging.actions import send
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.appointments import at_place
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.actions import letters
from trigpoint.reviews.queries.scene import Part, Review

SEATS = {Part.LEAD: Role.LEAD_REVIEWER, Part.REVIEWER: Role.REVIEWER, Part.FACILITATOR: Role.FACILITATOR}


def to_check(review: Review, *, on: dt.date, answer_by: dt.date) -> None:
    """The head learns that the profile is there to be checked, and until when."""
    for person in letters.heads(review, on=on):
        _write(person, review, "check", {"answer_by": answer_by})


def answered(review: Review, *, on: dt.date) -> None:
    """The lead reviewer learns that the head has answered."""
    for person in letters.seated(review, on=on, roles=[Role.LEAD_REVIEWER]):
        _write(person, review, "answered", {})


def released(review: Review, output: Output, *, on: dt.date) -> None:
    """The head and the workshop's facilitator (or those whom the model names) learn that there is something to read."""
    if output.readers is None:
        readers = {*letters.heads(review, on=on), *letters.seated(review, on=on, roles=[Role.FACILITATOR])}
    else:
        seats = [role for part, role in SEATS.items() if part in output.readers]
        readers = {*letters.heads(review, on=on), *letters.seated(review, on=on, roles=seats)}
        if Part.PARTNERSHIP_LEAD in output.readers:
            readers |= {
                row.person
                for row in at_place(Place.PARTNERSHIP, [review.partnership_id], on=on, roles=[Role.PARTNERSHIP_LEAD])
            }
    for person in readers:
        _write(person, review, "released", {})


def quality_checked(review: Review, *, on: dt.date) -> None:
    """The lead reviewer learns that the programme has looked."""
    for person in letters.seated(review, on=on, roles=[Role.LEAD_REVIEWER]):
        _write(person, review, "checked", {})


def will_go(review: Review, *, on: dt.date, last_day: dt.date) -> None:
    """The head learns that what the profile says will be deleted, and after which day."""
    for person in letters.heads(review, on=on):
        _write(person, review, "will_go", {"last_day": last_day})


def _write(person: Account, review: Review, letter: str, facts: dict[str, object]) -> None:
    with translation.override(person.language), speaking(definition(review.review_model_id)):
        page = settings.PUBLIC_URL + reverse("findings:profile", args=[review.pk])
        given = {"person": person, "review": review, "page": page, **facts}
        text = render_to_string(f"findings/letters/{letter}.txt", given)
        subjects = {
            "check": _("Something to check, with a date"),
            "answered": _("An answer has come in"),
            "released": _("Something is there to be read"),
            "checked": _("An answer has come in"),
            "will_go": _("Something will be deleted, on a day"),
        }
        send.queue(to=person.email, subject=subjects[letter], text=text)
