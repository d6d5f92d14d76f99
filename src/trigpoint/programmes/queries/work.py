"""What a person has to do for a partnership: sign, chase those who have not, name a Champion, start the next cycle."""

import datetime as dt
import uuid

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.hats import Hat, Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.work import Item
from trigpoint.people.queries.hats import current
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.models import Membership, Partnership
from trigpoint.programmes.queries import agreements, scope
from trigpoint.programmes.queries.agreements import Unsigned
from trigpoint.programmes.queries.review_models import definition

POOL = (Role.LEAD_REVIEWER, Role.REVIEWER, Role.FACILITATOR)
AHEAD = dt.timedelta(days=60)
"""How long before a cycle ends the next one is asked for: half a term to find dates in."""


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """Two queries for whoever leads a partnership, two for a head; three for each pool that somebody is in on their own."""
    led = hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD)
    headed = {(hat.place_id, hat.network_id) for hat in hats.worn if hat.role == Role.HEAD and hat.place_id}
    alone = [hat.place_id for hat in hats.worn if hat.place_id and _comes_alone(hat)]
    if not led and not headed:
        return _to_sign_for_oneself(hats, alone)[:limit]
    own = Q(partnership_id__in=led)
    for school_id, network_id in headed:
        own |= Q(school_id=school_id, partnership__network_id=network_id)
    unsigned = agreements.unsigned(own, on=on)
    found = [_to_sign(one) for one in unsigned if (one.school_id, one.network_id) in headed]
    waiting: dict[tuple[uuid.UUID, str], dict[str, None]] = {}
    for one in unsigned:
        if one.partnership_id in led:
            waiting.setdefault((one.partnership_id, one.partnership), {})[one.school] = None
    found += _champions_to_name(headed, on)
    found += _to_sign_for_oneself(hats, alone)
    found += [_to_chase(pk, partnership, list(names)) for (pk, partnership), names in waiting.items()]
    if led:
        found += _cycles_to_start(led, on)
    return found[:limit]


def _comes_alone(hat: Hat) -> bool:
    """Whether it is a seat in a partnership's pool of somebody whom no school sends."""
    return hat.place == Place.PARTNERSHIP and hat.school_id is None and hat.role in POOL


def _to_sign_for_oneself(hats: Hats, partnership_ids: list[uuid.UUID]) -> list[Item]:
    if not partnership_ids or hats.person_id is None:
        return []
    found = []
    for partnership in Partnership.objects.filter(pk__in=partnership_ids).exclude(state="closed").order_by("name"):
        for kind, signature in agreements.own(partnership, hats.person_id).items():
            if signature is None:
                words = {"agreement": AgreementKind(kind).label, "partnership": partnership.name}
                found.append(
                    Item(
                        due_on=None,
                        text=_("%(agreement)s of %(partnership)s: read and sign it for yourself.") % words,
                        detail=_("No school sends you, so nothing is shared with you before you have signed both."),
                        action=_("Read and sign"),
                        url=reverse("programmes:sign_for_oneself", args=[partnership.pk, kind]),
                    )
                )
    return found


def _to_sign(one: Unsigned) -> Item:
    words = {"agreement": AgreementKind(one.kind).label, "school": one.school}
    return Item(
        due_on=None,
        text=_("%(agreement)s: read and sign it for %(school)s.") % words,
        detail=_("Nothing is shared in a review before both agreements are signed."),
        action=_("Read and sign"),
        url=reverse("programmes:sign", args=[one.partnership_id, one.school_id, one.kind]),
    )


def _to_chase(partnership_id: uuid.UUID, partnership: str, names: list[str]) -> Item:
    words = {"n": len(names), "partnership": partnership, "schools": ", ".join(names)}
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
        url=reverse("programmes:agreements", args=[partnership_id]),
    )


def _champions_to_name(headed: set[tuple[uuid.UUID, uuid.UUID | None]], on: dt.date) -> list[Item]:
    """For schools whose programme's review model has somebody drive the plan at home, where nobody is named. One query."""
    if not headed:
        return []
    own = Q()
    for school_id, network_id in headed:
        own |= Q(school_id=school_id, partnership__network_id=network_id)
    named = current(on).filter(
        role=Role.CHAMPION, place_id=OuterRef("school_id"), network_id=OuterRef("partnership__network_id")
    )
    members = Membership.objects.filter(own, scope.holds(on), ~Exists(named)).exclude(partnership__state="closed")
    rows = members.order_by("school__name", "partnership__name").values_list(
        "school_id", "school__name", "partnership__network_id", "partnership__programme__review_model_id"
    )
    found: dict[tuple[uuid.UUID, uuid.UUID], Item] = {}
    for school_id, school, network_id, review_model_id in rows:
        model = definition(review_model_id)
        if model.counts_on("host_champion"):
            words = {"role": model.part_label("host_champion"), "school": school}
            found.setdefault(
                (school_id, network_id),
                Item(
                    due_on=None,
                    text=_("Name the %(role)s of %(school)s") % words,
                    detail=_("They drive the action plan at home."),
                    action=_("Invite them"),
                    url=reverse("people:invite_school", kwargs={"place_id": school_id, "network_id": network_id}),
                ),
            )
    return list(found.values())


def _cycles_to_start(led: frozenset[uuid.UUID], on: dt.date) -> list[Item]:
    going_on = Partnership.objects.filter(pk__in=led).exclude(state__in=["closed", "paused"]).order_by("name")
    last = going_on.annotate(last=Max("cycles__ends_on")).values_list("pk", "name", "last")
    return [
        Item(
            due_on=ends_on,
            text=_("%(partnership)s: start the next cycle.") % {"partnership": name}
            if ends_on
            else _("%(partnership)s: start its first cycle.") % {"partnership": name},
            detail=_("Reviews are planned in a cycle, usually a school year."),
            action=_("Start a cycle"),
            url=reverse("programmes:start_cycle", args=[pk]),
        )
        for pk, name, ends_on in last
        if ends_on is None or ends_on <= on + AHEAD
    ]
