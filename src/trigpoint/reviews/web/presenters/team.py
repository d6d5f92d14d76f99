"""A team in words: its seats, and who could take one."""

import dataclasses
import uuid
from typing import Any

from django.urls import reverse

from trigpoint.access.roles import Role
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import gettext_lazy
from trigpoint.reviews.queries import candidates as queries
from trigpoint.reviews.queries.candidates import Candidate, TeamChoice
from trigpoint.reviews.queries.overrides import of_review
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import SEATS, TEAM, Member, members
from trigpoint.reviews.rules import sending
from trigpoint.reviews.rules import team as rules
from trigpoint.ui import dates

SEAT_LABELS = {
    Role.LEAD_REVIEWER: gettext_lazy("{Lead}"),
    Role.REVIEWER: gettext_lazy("Reviewer"),
    Role.FACILITATOR: gettext_lazy("{Workshop} {facilitator}"),
}
QUESTION = {
    Role.LEAD_REVIEWER: gettext_lazy("Who leads the review?"),
    Role.REVIEWER: gettext_lazy("Who else reviews?"),
    Role.FACILITATOR: gettext_lazy("Who facilitates the {workshop}?"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """`offered` are id, name and what is to be said, for the form; `context` is the page's."""

    offered: list[tuple[uuid.UUID, str, str]]
    context: dict[str, Any]


def seats(scene: Scene) -> dict[str, Any]:
    """The team as everybody who takes part may see it; training only to those who answer for it, and to oneself."""
    found = members(scene.review, on=scene.on)
    return {
        "scene": scene,
        "seen_by": _("The team is known to everybody who takes part and to the {partnership}."),
        "seats": [_seat(seat, scene) for seat in found],
        "lacks": rules.lacks(found, scene.model),
    }


def choosing(scene: Scene, role: str) -> Choosing:
    """The same for the partnership lead, with whom to choose for one seat and what each choice would break."""
    choice, known = queries.choice(scene), queries.candidates(scene)
    by_id = {one.person_id: one for one in known}
    offered = []
    for one in known:
        broken = rules.breaches(choice, one, role, scene)
        if not _taken(choice, one, role):
            offered.append((sum(b.hard for b in broken), len(broken), one, broken))
    offered.sort(key=lambda entry: (entry[0] > 0, entry[1], entry[2].name))
    context = {
        **seats(scene),
        "seats": [_held(seat, choice, by_id.get(seat.person_id), scene) for seat in choice.seats],
        "tabs": [
            {
                "label": label,
                "href": f"{reverse('reviews:team', args=[scene.review.pk])}?role={key}#choose",
                "current": key == role,
            }
            for key in seats_of(scene)
            for label in [label_of(scene, key)]
        ],
        "may_choose": True,
        "overrides": of_review(scene.review),
    }
    return Choosing(
        offered=[(one.person_id, _named(one), _said(one, role, broken)) for _hard, _all, one, broken in offered],
        context=context,
    )


def first_empty(scene: Scene) -> str:
    """The seat to fill first: the lead, then a second person, then the facilitator."""
    found = members(scene.review, on=scene.on)
    if sum(seat.leads for seat in found) < scene.model.number("team.leads"):
        return Role.LEAD_REVIEWER
    enough = sum(seat.reviews for seat in found) >= scene.model.number("team.min")
    wanted = Role.FACILITATOR in seats_of(scene) and not any(seat.facilitates for seat in found)
    return Role.FACILITATOR if enough and wanted else Role.REVIEWER


def seats_of(scene: Scene) -> tuple[Role, ...]:
    """The seats that this model has: one to facilitate only where there is a workshop."""
    has_workshop = scene.model.stage_of_kind(StageKind.WORKSHOP) is not None
    return tuple(role for role in SEATS if role != Role.FACILITATOR or has_workshop)


def label_of(scene: Scene, role: str) -> str:
    """What the model calls a seat; the product's name where it says nothing."""
    own = sending.own_role(scene.model, role)
    return scene.model.role_label(own.key) if own else str(SEAT_LABELS[Role(role)])


def question(scene: Scene, role: str) -> str:
    """What the choice for a seat is asked with."""
    own = sending.own_role(scene.model, role)
    if own is None:
        return str(QUESTION[Role(role)])
    return _("Who takes part as “%(role)s”?") % {"role": scene.model.role_label(own.key)}


def _seat(seat: Member, scene: Scene) -> dict[str, Any]:
    shown = rules.may_see_training(scene, seat.person_id)
    return {
        "person_id": seat.person_id,
        "role": seat.role,
        "label": label_of(scene, seat.role),
        "name": seat.name,
        "school": seat.school_name,
        "trained": _trained(seat) if shown else "",
        "remarks": [],
    }


def _held(seat: Member, choice: TeamChoice, known: Candidate | None, scene: Scene) -> dict[str, Any]:
    """A seat with what would stand against it if it were given today."""
    remarks = [b.message for b in rules.breaches(choice.without(seat), known, seat.role, scene)] if known else []
    return {**_seat(seat, scene), "remarks": remarks}


def _taken(choice: TeamChoice, one: Candidate, role: str) -> bool:
    """Whether the person has this seat, or another on the visiting team, already."""
    held = {seat.role for seat in choice.seats if seat.person_id == one.person_id}
    return role in held or (role in TEAM and not held.isdisjoint(TEAM))


def _trained(seat: Member) -> str:
    if seat.trained_until is None:
        return _("no training recorded")
    return _("trained until %(day)s") % {"day": dates.long(seat.trained_until)}


def _named(one: Candidate) -> str:
    return f"{one.name}, {one.school_name}" if one.school_name else one.name


def _said(one: Candidate, role: str, broken: tuple[Breach, ...]) -> str:
    """What stands against the choice, hard first; else until when they are trained."""
    if broken:
        told = [_("Can't: %(why)s") % {"why": b.message} if b.hard else b.message for b in broken]
        return " ".join(told)
    until = one.trained_for(role)
    return _("Trained until %(day)s.") % {"day": dates.long(until)} if until else ""
