"""What a review is about: a school, a trust with the sites that are visited, or one subject of a school."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from trigpoint.access.roles import Place, Role
from trigpoint.frameworks.queries import Framework, version
from trigpoint.organisations.queries import by_id, schools
from trigpoint.people.queries.appointments import at_place
from trigpoint.programmes.queries.partnerships import member_schools
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.models import Review

__all__ = ["Site", "frameworks", "ids", "leaders", "possible_sites", "sites"]

LEADS_A_SUBJECT = (Role.STAFF, Role.SENIOR_LEADER, Role.CHAMPION, Role.HEAD)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A school that is visited in the review of a trust or partnership."""

    id: uuid.UUID
    name: str
    phase: str


def sites(review: Review) -> tuple[Site, ...]:
    """The schools that are visited, by name. One query, and none where there are no sites."""
    if not review.site_ids:
        return ()
    return tuple(_site(school) for school in by_id.schools(review.site_ids))


def possible_sites(
    model: Definition, host: by_id.School, partnership_id: uuid.UUID, *, on: dt.date
) -> tuple[Site, ...]:
    """The schools among which the sites are chosen: the open ones of the trust, or the other members of the partnership."""
    if not model.subject.has_sites:
        return ()
    if model.subject.kind == "trust":
        found = schools.in_trust(host.trust) if host.trust is not None else []
        return tuple(_site(school) for school in found if school.is_open)
    others = [pk for pk, _name in member_schools(partnership_id, on=on) if pk != host.pk]
    return tuple(_site(school) for school in by_id.schools(others))


def leaders(host_id: uuid.UUID, *, network_id: uuid.UUID, on: dt.date) -> list[tuple[uuid.UUID, str]]:
    """Who may lead a subject at the host: id and name. One query."""
    found = at_place(Place.SCHOOL, [host_id], on=on, roles=LEADS_A_SUBJECT).filter(network_id=network_id)
    return sorted({row.person_id: row.person.name for row in found}.items(), key=lambda one: one[1])


def frameworks(model: Definition) -> list[Framework]:
    """What reviews by the model may look at, the usual one first; those that are published here."""
    found = (version(ref.key, ref.version) for ref in model.frameworks)
    return [framework for framework in found if framework is not None]


def ids(found: Iterable[Site]) -> frozenset[uuid.UUID]:
    return frozenset(site.id for site in found)


def _site(school: by_id.School) -> Site:
    return Site(id=school.pk, name=school.name, phase=school.phase)
