"""What is mailed about dates, teams and what is to be read: who, which school, which day. Nothing of what a review finds."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from trigpoint.access.roles import Place, Role
from trigpoint.kernel.words import speaking
from trigpoint.messaging.actions import send
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.appointments import at_place
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.enums import Part
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.parts import ON_REVIEW, called
from trigpoint.reviews.queries.stages import Step
from trigpoint.reviews.queries.team import SEATS, TEAM


def planned(review: Review, *, on: dt.date) -> None:
    """The heads of the host learn the dates."""
    for person in heads(review, on=on):
        _write(person, review, "planned", {})


def moved(review: Review, *, on: dt.date) -> None:
    """The heads of the host and everybody with a seat learn the new dates."""
    for person in {*heads(review, on=on), *seated(review, on=on)}:
        _write(person, review, "moved", {})


def seat_given(review: Review, person: Account, role: str) -> None:
    """Somebody learns that they are on a team."""
    _write(person, review, "seat", {"role": called(ON_REVIEW[Role(role)], definition(review.review_model_id))})


def pack_released(review: Review, *, on: dt.date, last_day: dt.date) -> None:
    """The team learns that there is something to read, and until when."""
    for person in seated(review, on=on, roles=TEAM):
        _write(person, review, "released", {"last_day": last_day})


def briefing(review: Review, person: Account, *, on: dt.date) -> bool:
    """Somebody's briefing for the visit is there: one mail a day, however often it is sent."""
    page = settings.PUBLIC_URL + reverse("reviews:sheet", args=[review.pk, person.pk])
    return _write(person, review, "briefing", {"sheet": page}, key=f"reviews.briefing:{review.pk}:{person.pk}:{on}")


def reminder(review: Review, person: Account, step: Step, *, on: dt.date) -> bool:
    """A nudge from the partnership lead: one a person, stage and day, however often it is clicked. False: sent before."""
    key = f"reviews.remind:{review.pk}:{step.key}:{person.pk}:{on}"
    return _write(person, review, "reminder", {"step": step, "late": step.is_late(on)}, key=key)


def heads(review: Review, *, on: dt.date) -> list[Account]:
    """The head (or heads) of the host school."""
    found = at_place(Place.SCHOOL, [review.host_id], on=on, roles=[Role.HEAD]).filter(network_id=review.network_id)
    return [row.person for row in found]


def owners(review: Review, step: Step, *, on: dt.date) -> list[Account]:
    """The people who move a stage on: of the host, of schools that are visited, of the team or of the partnership."""
    role = definition(review.review_model_id).role_by_key.get(step.owner_key)
    part = role.part if role else ""
    if step.owner in SEATS:
        return seated(review, on=on, roles=[step.owner])
    if part == Part.HOST_LEADER and review.subject_leader is not None:
        return [review.subject_leader]
    place, ids = {
        Role.PARTNERSHIP_LEAD: (Place.PARTNERSHIP, [review.partnership_id]),
        Role.PROGRAMME_STAFF: (Place.PROGRAMME, [review.programme_id]),
    }.get(Role(step.owner), (Place.SCHOOL, review.site_ids if part == Part.SITE_HEAD else [review.host_id]))
    found = at_place(place, ids, on=on, roles=[step.owner]).filter(network_id=review.network_id)
    return list({row.person_id: row.person for row in found}.values())


def seated(review: Review, *, on: dt.date, roles: Iterable[str] = SEATS) -> list[Account]:
    """The people who hold these seats on the review."""
    return [row.person for row in at_place(Place.REVIEW, [review.pk], on=on, roles=roles)]


def _write(person: Account, review: Review, letter: str, facts: dict[str, object], *, key: str = "") -> bool:
    with translation.override(person.language), speaking(definition(review.review_model_id)):
        page = settings.PUBLIC_URL + reverse("reviews:review", args=[review.pk])
        text = render_to_string(
            f"reviews/letters/{letter}.txt", {"person": person, "review": review, "page": page, **facts}
        )
        subjects = {
            "reminder": _("A reminder from your {partnership_lead}"),
            "briefing": _("What to know before a visit"),
            "released": _("Something to read before a visit"),
        }
        subject = subjects.get(letter, _("A date in your {partnership}"))
        return send.queue(to=person.email, subject=subject, text=text, key=key) is not None
