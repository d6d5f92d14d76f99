"""What people have to do about people."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.work import Item
from trigpoint.organisations.queries import by_id
from trigpoint.people.queries.hats import current

__all__ = ["items"]

SOON = dt.timedelta(days=90)


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """A school without a safeguarding lead, and own training that runs out. At most two queries for heads, else none."""
    return [*_without_safeguarding_lead(hats, on), *_running_out(hats, on)][:limit]


def _without_safeguarding_lead(hats: Hats, on: dt.date) -> list[Item]:
    headed = sorted(
        {
            (hat.place_id, hat.network_id)
            for hat in hats.worn
            if hat.role == Role.HEAD and hat.place == Place.SCHOOL and hat.place_id and hat.network_id
        }
    )
    if not headed:
        return []
    ids = {school_id for school_id, _network in headed}
    rows = current(on).filter(place=Place.SCHOOL, place_id__in=ids, role=Role.SAFEGUARDING_LEAD)
    held = set(rows.values_list("place_id", "network_id"))
    lacking = [pair for pair in headed if pair not in held]
    if not lacking:
        return []
    called = {school.pk: school.name for school in by_id.schools(ids)}
    return [
        Item(
            due_on=None,
            text=_("Name the designated safeguarding lead of %(school)s") % {"school": called[school_id]},
            detail=_("Whoever visits must know whom to tell when they are worried about a child."),
            action=_("Invite them"),
            url=reverse("people:invite_school", kwargs={"place_id": school_id, "network_id": network_id}),
        )
        for school_id, network_id in lacking
    ]


def _running_out(hats: Hats, on: dt.date) -> list[Item]:
    return [
        Item(
            due_on=hat.trained_until,
            text=_("Renew your training: %(role)s") % {"role": Role(hat.role).label},
            detail=_("After that day you can't be asked to a review in this role until your lead sets a new date."),
            action=_("See your roles"),
            url=reverse("people:account"),
        )
        for hat in hats.worn
        if hat.place == Place.PARTNERSHIP and hat.trained_until and hat.trained_until - on <= SOON
    ]
