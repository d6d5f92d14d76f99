"""A person's part in the cycle that runs: what their school gives and receives, and who is its champion."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import Subquery

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.people.queries.appointments import at_place
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.cycle import Share, shared
from trigpoint.reviews.queries.team import of_reviews

__all__ = ["Standing", "standing"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One school's part in a cycle; `led` and `hosted` count reviews, the first of the person's own."""

    partnership: str
    share: Share
    led: int
    hosted: int
    champion: str


def standing(hats: Hats, *, on: dt.date) -> Standing | None:
    """For whoever leads a school that is in a running cycle; None for everybody else. Three queries."""
    schools = hats.places(Place.SCHOOL, Role.HEAD, Role.SENIOR_LEADER, Role.CHAMPION)
    if not schools:
        return None
    going_on = Review.objects.filter(cycle__starts_on__lte=on, cycle__ends_on__gte=on).exclude(state="cancelled")
    first = going_on.filter(host_id__in=schools, network_id__in=hats.networks).order_by("pk")
    reviews = list(going_on.filter(cycle_id=Subquery(first.values("cycle_id")[:1])).select_related("partnership"))
    if not reviews:
        return None
    mine = min((r for r in reviews if r.host_id in schools and r.network_id in hats.networks), key=lambda r: r.pk)
    seats = of_reviews([review.pk for review in reviews], on=on)
    shares = shared(reviews, seats)
    nothing = Share(visits_given=0, visits_received=0, days_given=0, days_received=0)
    return Standing(
        partnership=mine.partnership.name,
        share=shares.get(mine.host_id, nothing),
        led=sum(seat.leads and seat.person_id == hats.person_id for found in seats.values() for seat in found),
        hosted=sum(review.host_id == mine.host_id for review in reviews),
        champion=_champion(mine.host_id, mine.network_id, on),
    )


def _champion(school_id: uuid.UUID, network_id: uuid.UUID, on: dt.date) -> str:
    rows = at_place(Place.SCHOOL, [school_id], on=on, roles=[Role.CHAMPION]).filter(network_id=network_id)
    return rows.values_list("person__name", flat=True).first() or ""
