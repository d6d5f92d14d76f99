"""What a person is to a partnership or a programme, and which of them a person may know of."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.enums import Part
from trigpoint.programmes.models import Membership, Partnership, Programme
from trigpoint.programmes.queries.review_models import Definition, definition

__all__ = ["Membership", "Part", "Partnership", "Programme", "Standpoint", "acting", "load", "runs"]

AT_SCHOOL: dict[str, Part] = {
    Role.HEAD: Part.HEAD,
    Role.SENIOR_LEADER: Part.SENIOR_LEADER,
    Role.GOVERNOR: Part.GOVERNOR,
    Role.CHAIR_OF_GOVERNORS: Part.GOVERNOR,
    Role.CHAMPION: Part.MEMBER,
    Role.SAFEGUARDING_LEAD: Part.MEMBER,
    Role.DEPUTY_SAFEGUARDING_LEAD: Part.MEMBER,
}
IN_PARTNERSHIP: dict[str, Part] = {
    Role.PARTNERSHIP_LEAD: Part.PARTNERSHIP_LEAD,
    Role.ASSOCIATE: Part.ASSOCIATE,
    Role.LEAD_REVIEWER: Part.REVIEWER,
    Role.REVIEWER: Part.REVIEWER,
    Role.FACILITATOR: Part.REVIEWER,
}
IN_PROGRAMME: dict[str, Part] = {
    Role.PROGRAMME_STAFF: Part.PROGRAMME_STAFF,
    Role.ASSOCIATE: Part.ASSOCIATE,
    Role.EVALUATOR: Part.EVALUATOR,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """
    A partnership as one person meets it on a day.

    `schools` are the members, former ones too, that the person is of; `headed` the present ones that they are head of.
    """

    partnership: Partnership
    parts: frozenset[Part]
    schools: frozenset[uuid.UUID]
    headed: frozenset[uuid.UUID]
    hats: Hats
    on: dt.date

    def plays(self, *parts: Part) -> bool:
        return not self.parts.isdisjoint(parts)

    @property
    def model(self) -> Definition:
        """The review model that the programme uses now."""
        return definition(self.partnership.programme.review_model_id)

    @property
    def only_own(self) -> bool:
        """Whether nothing but what is their own school's is theirs to read: the school has left."""
        return self.parts <= {Part.FORMER}


def visible_to(hats: Hats) -> QuerySet[Partnership]:
    """The partnerships that the person plays any part in, former members' included."""
    scope = Q(pk__in=hats.places(Place.PARTNERSHIP, *IN_PARTNERSHIP))
    scope |= Q(programme_id__in=hats.places(Place.PROGRAMME, *IN_PROGRAMME))
    scope |= Q(network_id__in=hats.places(Place.NETWORK, *IN_PROGRAMME))
    at_school: dict[uuid.UUID, set[uuid.UUID]] = {}
    for hat in hats.worn:
        if hat.place == Place.SCHOOL and hat.role in AT_SCHOOL and hat.place_id and hat.network_id:
            at_school.setdefault(hat.network_id, set()).add(hat.place_id)
    for network_id, school_ids in at_school.items():
        member = Membership.objects.filter(partnership=OuterRef("pk"), school_id__in=school_ids)
        scope |= Q(Exists(member), network_id=network_id)
    return Partnership.objects.filter(scope)


def load(hats: Hats, partnership_id: uuid.UUID, *, on: dt.date) -> Standpoint:
    """Two queries. Raises Missing when the partnership is not this person's to know of."""
    found = visible_to(hats).filter(pk=partnership_id).select_related("programme", "network").first()
    standpoint = of(hats, found, on=on) if found else None
    if standpoint is None or not standpoint.parts:
        raise Missing
    return standpoint


def of(hats: Hats, partnership: Partnership, *, on: dt.date) -> Standpoint:
    """The standpoint on a partnership already at hand. One query."""
    network_id = partnership.network_id
    roles = {
        hat.place_id: hats.roles_at(Place.SCHOOL, hat.place_id, network_id=network_id) & set(AT_SCHOOL)
        for hat in hats.worn
        if hat.place == Place.SCHOOL and hat.place_id is not None
    }
    own = {school_id for school_id, held in roles.items() if held}
    rows = Membership.objects.filter(partnership=partnership, school_id__in=own) if own else Membership.objects.none()
    parts: set[Part] = set()
    schools: set[uuid.UUID] = set()
    headed: set[uuid.UUID] = set()
    for row in rows:
        schools.add(row.school_id)
        if row.left_on is None or row.left_on >= on:
            headed |= {row.school_id} if Role.HEAD in roles[row.school_id] else set()
            parts |= {AT_SCHOOL[role] for role in roles[row.school_id]}
        else:
            parts.add(Part.FORMER)
    for place, place_id, table in (
        (Place.PARTNERSHIP, partnership.pk, IN_PARTNERSHIP),
        (Place.PROGRAMME, partnership.programme_id, IN_PROGRAMME),
        (Place.NETWORK, network_id, IN_PROGRAMME),
    ):
        parts |= {table[role] for role in hats.roles_at(place, place_id) if role in table}
    return Standpoint(
        partnership=partnership,
        parts=frozenset(parts),
        schools=frozenset(schools),
        headed=frozenset(headed),
        hats=hats,
        on=on,
    )


def acting(person_id: uuid.UUID, partnership: Partnership, *, at: dt.datetime) -> Standpoint:
    """The standpoint of whoever acts, from what they hold at that moment: what an action asks its rules with."""
    on = timezone.localdate(at)
    return of(hats_of(person_id, on=on), partnership, on=on)


def programmes_run_by(hats: Hats) -> QuerySet[Programme]:
    """The programmes whose staff the person is."""
    return Programme.objects.filter(
        Q(pk__in=hats.places(Place.PROGRAMME, Role.PROGRAMME_STAFF))
        | Q(network_id__in=hats.places(Place.NETWORK, Role.PROGRAMME_STAFF))
    )


def runs(hats: Hats, programme_id: uuid.UUID) -> Programme:
    """A programme whose staff the person is, with its network and model. Raises Missing for anybody else."""
    found = programmes_run_by(hats).filter(pk=programme_id).select_related("network", "review_model").first()
    if found is None:
        raise Missing
    return found


def is_staff(hats: Hats, *, network_id: uuid.UUID, programme_id: uuid.UUID | None = None) -> bool:
    """Whether the person is staff of the whole network, or of this programme in it."""
    if hats.has(Role.PROGRAMME_STAFF, place=Place.NETWORK, place_id=network_id):
        return True
    return programme_id is not None and hats.has(Role.PROGRAMME_STAFF, place=Place.PROGRAMME, place_id=programme_id)


def holds(on: dt.date) -> Q:
    """Memberships that hold on the day, its first and last day included: a filter."""
    return Q(left_on__isnull=True, joined_on__lte=on) | Q(left_on__gte=on, joined_on__lte=on)


def members_on(partnership_ids: Iterable[uuid.UUID], on: dt.date) -> QuerySet[Membership]:
    """Memberships that hold on the day, with their schools, by the school's name."""
    return (
        Membership.objects.filter(holds(on), partnership_id__in=list(partnership_ids))
        .select_related("school")
        .order_by("school__name")
    )
