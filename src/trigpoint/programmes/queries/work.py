"""What a person has to do for a partnership: sign, chase those who have not, start the next cycle."""

import datetime as dt
import uuid

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.work import Item
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.models import Cycle, Membership, Partnership
from trigpoint.programmes.queries import agreements

AHEAD = dt.timedelta(days=60)
"""How long before a cycle ends the next one is asked for: half a term to find dates in."""


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """At most ten queries, and none for somebody who neither heads a school nor leads a partnership."""
    led = hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD)
    headed = {(hat.place_id, hat.network_id) for hat in hats.worn if hat.role == Role.HEAD and hat.place_id}
    mine = _partnerships_of(headed, on) if headed else set()
    unsigned = agreements.unsigned(led | mine, on=on) if led or mine else []
    found = [
        _to_sign(partnership, member, kind)
        for partnership, member, kind in unsigned
        if (member.school_id, partnership.network_id) in headed
    ]
    waiting: dict[uuid.UUID, list[str]] = {}
    by_id: dict[uuid.UUID, Partnership] = {}
    for partnership, member, _kind in unsigned:
        names = waiting.setdefault(partnership.pk, [])
        by_id[partnership.pk] = partnership
        if member.school.name not in names:
            names.append(member.school.name)
    found += [_to_chase(by_id[pk], names) for pk, names in waiting.items() if pk in led]
    if led:
        found += _cycles_to_start(led, on)
    return found[:limit]


def _partnerships_of(headed: set[tuple[uuid.UUID, uuid.UUID | None]], on: dt.date) -> set[uuid.UUID]:
    rows = Membership.objects.filter(school_id__in={school for school, _network in headed}, joined_on__lte=on)
    pairs = rows.values_list("partnership_id", "school_id", "partnership__network_id", "left_on")
    return {
        partnership_id
        for partnership_id, school_id, network_id, left_on in pairs
        if (school_id, network_id) in headed and (left_on is None or left_on >= on)
    }


def _to_sign(partnership: Partnership, member: Membership, kind: str) -> Item:
    words = {"agreement": AgreementKind(kind).label, "school": member.school.name}
    return Item(
        due_on=None,
        text=_("%(agreement)s: read and sign it for %(school)s.") % words,
        detail=_("Nothing is shared in a review before both agreements are signed."),
        action=_("Read and sign"),
        url=reverse("programmes:sign", args=[partnership.pk, member.school_id, kind]),
    )


def _to_chase(partnership: Partnership, names: list[str]) -> Item:
    words = {"n": len(names), "partnership": partnership.name, "schools": ", ".join(names)}
    text = ngettext(
        "%(n)d school of %(partnership)s has agreements still to sign.",
        "%(n)d schools of %(partnership)s have agreements still to sign.",
        len(names),
    )
    return Item(
        due_on=None,
        text=text % words,
        detail=_("%(schools)s. Their data stay where they are until then.") % words,
        action=_("See who"),
        url=reverse("programmes:agreements", args=[partnership.pk]),
    )


def _cycles_to_start(led: frozenset[uuid.UUID], on: dt.date) -> list[Item]:
    going_on = Partnership.objects.filter(pk__in=led).exclude(state__in=["closed", "paused"]).order_by("name")
    last: dict[uuid.UUID, dt.date] = {}
    for partnership_id, ends_on in Cycle.objects.filter(partnership_id__in=led).values_list(
        "partnership_id", "ends_on"
    ):
        last[partnership_id] = max(ends_on, last.get(partnership_id, ends_on))
    return [
        Item(
            due_on=last.get(partnership.pk),
            text=_("%(partnership)s: start the next cycle.") % {"partnership": partnership.name}
            if partnership.pk in last
            else _("%(partnership)s: start its first cycle.") % {"partnership": partnership.name},
            detail=_("Reviews are planned in a cycle, usually a school year."),
            action=_("Start a cycle"),
            url=reverse("programmes:start_cycle", args=[partnership.pk]),
        )
        for partnership in going_on
        if partnership.pk not in last or last[partnership.pk] <= on + AHEAD
    ]
