"""A seat of a draft in words: who has it, who else could, who can't and why."""

import dataclasses
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

import rota
from trigpoint.allocation.queries import wording
from trigpoint.allocation.queries.drafts import Draft
from trigpoint.allocation.queries.seat import Seat
from trigpoint.allocation.web.presenters import model as model_words
from trigpoint.allocation.web.presenters import saying, starts
from trigpoint.kernel.errors import Missing
from trigpoint.ui import dates


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """`offered` are id, name and effect, for the form; `context` is the page's."""

    offered: list[tuple[str, str, str]]
    context: dict[str, Any]


def seat(draft: Draft, found: Seat) -> Offer:
    named = draft.facts.named
    title = _("Who is “%(role)s”?") if found.seat == rota.Seat.LEAD else _("Who is on the team as “%(role)s”?")
    context = {
        **_frame(draft, found.key),
        "title": title % {"role": model_words.rota_word(rota.Seat(found.seat), draft.facts.model)},
        "leaves": named.get(found.leaves, ""),
        "barred": [
            {"name": named.get(one.person, ""), "reasons": wording.each(one.reasons, named)} for one in found.barred
        ],
    }
    return Offer(offered=[_offered(one, draft, named) for one in found.others], context=context)


def move(draft: Draft, key: str) -> dict[str, Any]:
    """Raises Missing for a review that is not in the draft."""
    return {**_frame(draft, key), "booking": draft.plan.of(key)}


def _frame(draft: Draft, key: str) -> dict[str, Any]:
    booking = draft.plan.of(key)
    host = draft.host(key)
    if booking is None:
        raise Missing
    here = reverse("allocation:schedule", args=[draft.schedule.pk])
    return {
        "schedule": draft.schedule,
        "host": host.name,
        "days": dates.span(booking.start, draft.last_day(booking)),
        "trail": starts.trail(draft.facts.scope, (_("Dates and teams"), here)),
        "back": here,
        "seen_by": _("Who can come and who can't, and why: seen by those who plan, and by nobody else."),
    }


def _offered(one: rota.Verdict, draft: Draft, named: dict[str, str]) -> tuple[str, str, str]:
    person = draft.people.get(one.person)
    school = person.school.name if person and person.school else ""
    name = f"{named.get(one.person, '')}, {school}" if school else named.get(one.person, "")
    notes = wording.each(one.notes, named)
    return (
        one.person,
        name,
        " ".join([saying.effect(one.change), *map(wording.sentence, notes)]),
    )
