"""What is mailed about a profile: that there is something to check, to answer or to read. Nothing of what it says."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from trigpoint.access.roles import Role
from trigpoint.messaging.actions import send
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.actions import letters
from trigpoint.reviews.queries.scene import Review


def to_check(review: Review, *, on: dt.date, answer_by: dt.date) -> None:
    """The head learns that the profile is there to be checked, and until when."""
    for person in letters.heads(review, on=on):
        _write(person, review, "check", {"answer_by": answer_by})


def answered(review: Review, *, on: dt.date) -> None:
    """The lead reviewer learns that the head has answered."""
    for person in letters.seated(review, on=on, roles=[Role.LEAD_REVIEWER]):
        _write(person, review, "answered", {})


def released(review: Review, *, on: dt.date) -> None:
    """The head and the workshop's facilitator learn that the profile is there to be read."""
    for person in {*letters.heads(review, on=on), *letters.seated(review, on=on, roles=[Role.FACILITATOR])}:
        _write(person, review, "released", {})


def _write(person: Account, review: Review, letter: str, facts: dict[str, object]) -> None:
    with translation.override(person.language):
        page = settings.PUBLIC_URL + reverse("findings:profile", args=[review.pk])
        given = {"person": person, "review": review, "page": page, **facts}
        text = render_to_string(f"findings/letters/{letter}.txt", given)
        subjects = {
            "check": _("Something to check, with a date"),
            "answered": _("An answer has come in"),
            "released": _("Something is there to be read"),
        }
        send.queue(to=person.email, subject=subjects[letter], text=text)
