"""Whom to tell in the host school: its designated safeguarding leads, from their appointments."""

import datetime as dt

from trigpoint.access.roles import Place, Role
from trigpoint.people.queries.appointments import at_place
from trigpoint.reviews.models import Review

LEADS = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)


def names(review: Review, *, on: dt.date) -> list[str]:
    """Names, the lead before the deputies. One query."""
    found = at_place(Place.SCHOOL, [review.host_id], on=on, roles=LEADS).filter(network_id=review.network_id)
    return [seat.person.name for seat in sorted(found, key=lambda seat: LEADS.index(Role(seat.role)))]
