"""For what a form is to be filled in: once for a review, or for each site, area or person."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from trigpoint.access.roles import Place, Role
from trigpoint.organisations.queries import by_id
from trigpoint.people.queries.appointments import at_place
from trigpoint.proformas.enums import Per
from trigpoint.programmes.language.pieces import FormDefinition
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries import focus
from trigpoint.reviews.queries.parts import AT_HOST, AT_SITE, IN_PARTNERSHIP, IN_PROGRAMME, ON_REVIEW, at_host
from trigpoint.reviews.queries.scene import Part, Review, Scene

REVIEW = "review"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """`place` is its key (see `models.Sheet`), `label` what people read: a school, an area, a name; "" for the review."""

    place: str
    label: str = ""
    site_id: uuid.UUID | None = None
    area: str = ""
    person_id: uuid.UUID | None = None


def spots(review: Review, model: Definition, form: FormDefinition, *, on: dt.date) -> tuple[Spot, ...]:
    """Where the form is due, in order. One query for most; for one each, one for each kind of place that they are at."""
    match form.per:
        case Per.SITE:
            sites = by_id.schools(review.site_ids)
            return tuple(Spot(place=f"site-{site.pk}", label=site.name, site_id=site.pk) for site in sites)
        case Per.AREA:
            return tuple(Spot(place=f"area-{code}", label=name, area=code) for code, name in areas(review))
        case Per.PERSON:
            parts = {Part(model.role(key).part) for key in form.filled_by if model.role(key).part}
            return tuple(
                Spot(place=f"person-{person_id}", label=name, person_id=person_id)
                for person_id, name in people(review, parts, on=on).items()
            )
        case _:
            return (Spot(place=REVIEW),)


def is_own(scene: Scene, spot: Spot) -> bool:
    """Whether it is the person's own, or that of a school that is visited and that they lead."""
    if spot.site_id is not None:
        held = scene.hats.roles_at(Place.SCHOOL, spot.site_id, network_id=scene.review.network_id)
        return not held.isdisjoint(AT_SITE)
    return spot.person_id == scene.hats.person_id


def areas(review: Review) -> list[tuple[str, str]]:
    """Code and name of the areas in focus; of all where the model chooses none."""
    found = focus.looked_at(review)
    return [(aspect.code, aspect.name) for aspect in found]


def people(review: Review, parts: Iterable[Part], *, on: dt.date) -> dict[uuid.UUID, str]:
    """
    Everybody who plays one of the parts today, by id, with their names: those of whom `reviews.queries.parts` says so.

    One query for each kind of place at which the parts are played.
    """
    wanted = set(parts)
    found: dict[uuid.UUID, str] = {}
    for place, place_ids, table in (
        (Place.REVIEW, [review.pk], ON_REVIEW),
        (Place.SCHOOL, [review.host_id], AT_HOST),
        (Place.SCHOOL, review.site_ids, AT_SITE),
        (Place.PARTNERSHIP, [review.partnership_id], IN_PARTNERSHIP),
        (Place.PROGRAMME, [review.programme_id], IN_PROGRAMME),
        (Place.NETWORK, [review.network_id], IN_PROGRAMME),
    ):
        roles = [Role(role) for role, part in table.items() if part in wanted]
        if not roles or not place_ids:
            continue
        if place == Place.SCHOOL and table is AT_HOST:
            roles = [role for role in roles if at_host(role, review) in wanted]
        rows = at_place(place, place_ids, on=on, roles=roles)
        if place == Place.SCHOOL:
            rows = rows.filter(network_id=review.network_id)
        found |= {row.person_id: row.person.name for row in rows}
    if Part.HOST_LEADER in wanted and review.subject_leader is not None:
        still = at_place(Place.SCHOOL, [review.host_id], on=on).filter(network_id=review.network_id)
        if still.filter(person_id=review.subject_leader_id).exists():
            found[review.subject_leader.pk] = review.subject_leader.name
    return found


def said(spot: Spot, number: int, *, repeatable: bool) -> str:
    """What a filled-in form is about, in words: "Hawthorn Vale", "2", or nothing for the only one."""
    count = _("no. %(number)d") % {"number": number} if repeatable else ""
    return " · ".join(filter(None, [spot.label, count]))
