"""
The guards of a team: what the choice of a person for a seat breaks, each in words, as it is made.

G4 size and lead, G5 standing, G6 independence, G7 the facilitator, G8 training, G19 two heads leading each other's
review; and a person who is asked twice for the same days. G1 refuses later, when data moves: here it is told.
Pure: `queries.candidates` reads what they ask.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator

from django.utils import formats

from trigpoint.access.decision import Decision, only_if
from trigpoint.access.roles import Role
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.candidates import Candidate, TeamChoice
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import TEAM, Member
from trigpoint.reviews.rules import planning, sending

BUSY = "busy"
OFF, HARD = "off", "hard"


def may_choose(scene: Scene) -> Decision:
    """Only the partnership lead, and only while the review is not over."""
    return planning.may_change(scene)


def may_lend(scene: Scene) -> Decision:
    """Somebody of another partnership's pool is chosen by those who plan for the whole programme."""
    whole = scene.hats.person_id is None or planning.staff_plan(scene.hats, scene.review.programme)
    return only_if(whole, _("Choose somebody of the {partnership}'s pool, or of one of its schools."))


def may_see(scene: Scene) -> Decision:
    return only_if(bool(scene.parts), _("The team is for those who take part in this review."))


def may_see_training(scene: Scene, person_id: uuid.UUID) -> Decision:
    """Until when somebody is trained is seen by themselves and by those who answer for the team."""
    answering = (Part.PARTNERSHIP_LEAD, Part.PROGRAMME_STAFF, Part.ASSOCIATE, Part.EVALUATOR)
    allowed = scene.plays(*answering) or scene.hats.person_id == person_id
    return only_if(allowed, _("Training is between the person and the {partnership_lead}."))


def breaches(choice: TeamChoice, person: Candidate, role: str, scene: Scene) -> tuple[Breach, ...]:
    """Every guard that this person in this seat would break, hard ones first."""
    model = scene.model
    found = [*_seat(choice, person, role, model), *_independence(choice, person, role, scene)]
    found += [*_standing(choice, person, role, model), *_training(choice, person, role, model)]
    found += [*_others(choice, person, role, model), *_agreements(person, role)]
    found += sending.breaches(choice, person, role, model)
    return tuple(sorted(found, key=lambda breach: not breach.hard))


def lacks(seats: Iterable[Member], model: Definition) -> tuple[Breach, ...]:
    """What the team as it stands still needs before the visit (G4)."""
    team = [seat for seat in seats if seat.reviews]
    smallest, leads = model.number("team.min"), model.number("team.leads")
    found: list[str] = []
    if len(team) < smallest:
        found.append(
            ngettext(
                "A team needs at least %(min)d person; this one has %(now)d.",
                "A team needs at least %(min)d people; this one has %(now)d.",
                smallest,
            )
            % {"min": smallest, "now": len(team)}
        )
    if sum(seat.leads for seat in team) < leads:
        found.append(_("Nobody leads this team yet."))
    own = sending.own_role(model, Role.REVIEWER)
    if own is not None and len(team) >= smallest and sum(not seat.leads for seat in team) < own.min:
        words = _("As “%(role)s”, %(min)d are needed.")
        found.append(words % {"role": model.role_label(own.key), "min": own.min})
    return tuple(Breach(guard="G4", message=message, hard=True) for message in found)


def may_brief(seats: Iterable[Member], model: Definition) -> Decision:
    """Whether the team is whole, so that it can be briefed and can visit (G4)."""
    missing = lacks(seats, model)
    return only_if(not missing, " ".join(str(breach.message) for breach in missing))


def _seat(choice: TeamChoice, person: Candidate, role: str, model: Definition) -> Iterator[Breach]:
    team = [seat for seat in choice.seats if seat.reviews]
    if role in TEAM and len(team) >= model.number("team.max"):
        yield _hard(
            "G4",
            ngettext(
                "A team has at most %(max)d person. Release somebody first.",
                "A team has at most %(max)d people. Release somebody first.",
                model.number("team.max"),
            )
            % {"max": model.number("team.max")},
        )
    if role == Role.LEAD_REVIEWER:
        for lead in [seat for seat in team if seat.leads][model.number("team.leads") - 1 :]:
            yield _hard(
                "G4",
                (
                    _("%(name)s leads this review; a team has exactly one lead. Release %(name)s first.")
                    if model.number("team.leads") == 1
                    else _("This review has all its leads. Release %(name)s or another first.")
                )
                % {"name": lead.name},
            )
        if model.number("team.lead_role") not in person.roles and sending.own_role(model, role) is None:
            yield from _at(
                model.number("team.lead_role_enforce"),
                "G4",
                _("A review is led by {an headteacher}. %(name)s is not one.") % {"name": person.name},
            )
    for seat in choice.seats:
        if seat.facilitates and role == Role.FACILITATOR:
            yield _hard(
                "G7",
                _("%(name)s facilitates this {workshop}. Release %(name)s first.") % {"name": seat.name},
            )
        if seat.person_id == person.person_id and seat.reviews and role in TEAM:
            yield _hard("G4", _("%(name)s is on this team already.") % {"name": person.name})


def _independence(choice: TeamChoice, person: Candidate, role: str, scene: Scene) -> Iterator[Breach]:
    if choice.host_id in person.conflicts:
        yield _hard(
            "G6",
            _("%(name)s has declared that they can't review %(host)s.")
            % {"name": person.name, "host": choice.host_name},
        )
    of_host = choice.host_id in person.employers or person.school_id == choice.host_id
    if of_host and role in TEAM:
        yield _hard(
            "G6",
            _("%(name)s belongs to %(host)s; nobody reviews their own school.")
            % {"name": person.name, "host": choice.host_name},
        )
    if of_host and role == Role.FACILITATOR:
        yield from _facilitator(
            scene,
            _("%(name)s belongs to %(host)s; the {workshop} is facilitated from another school.")
            % {"name": person.name, "host": choice.host_name},
        )
    seats = [seat for seat in choice.seats if seat.person_id == person.person_id]
    if (role == Role.FACILITATOR and any(seat.reviews for seat in seats)) or (
        role in TEAM and any(seat.facilitates for seat in seats)
    ):
        yield from _facilitator(
            scene,
            _("%(name)s would both review and facilitate; the {workshop} is led by somebody who was not in the team.")
            % {"name": person.name},
        )


def _facilitator(scene: Scene, message: str) -> Iterator[Breach]:
    """G7 is as the model says, and one role may pass it with a reason."""
    may_override = Part(scene.model.number("facilitator.override_by")) in scene.parts
    level = scene.model.number("facilitator.enforce")
    yield from _at("soft" if level == HARD and may_override else level, "G7", message)


def _standing(choice: TeamChoice, person: Candidate, role: str, model: Definition) -> Iterator[Breach]:
    if role == Role.LEAD_REVIEWER and choice.standings and not choice.standings & person.standings:
        yield from _at(
            sending.standing(model),
            "G5",
            _("%(host)s holds the standing “%(standing)s”. A lead from a school that holds it too is recommended.")
            % {"host": choice.host_name, "standing": ", ".join(sorted(choice.standings))},
        )


def _training(choice: TeamChoice, person: Candidate, role: str, model: Definition) -> Iterator[Breach]:
    needed = choice.workshop_on if role == Role.FACILITATOR else choice.visit_ends_on
    until = person.trained_for(role)
    if until is not None and until >= needed:
        return
    message = (
        _("No training for this is recorded for %(name)s.") % {"name": person.name}
        if until is None
        else _("%(name)s is trained until %(until)s, which is before %(needed)s.")
        % {"name": person.name, "until": _day(until), "needed": _day(needed)}
    )
    yield from _at(sending.training(model, role, cycle_number=choice.cycle_number), "G8", message)


def _agreements(person: Candidate, role: str) -> Iterator[Breach]:
    """G1 refuses when data moves; whoever chooses is told before."""
    if role in TEAM and not person.has_signed:
        words = _("No data can be shared with the team before %(school)s has signed both agreements.")
        message = words % {"school": person.school_name or person.name}
        yield Breach(guard="G1", message=message, hard=False, needs_reason=False)


def _others(choice: TeamChoice, person: Candidate, role: str, model: Definition) -> Iterator[Breach]:
    if role in TEAM:
        for other in person.busy_at:
            yield _soft(
                BUSY,
                _("%(name)s is on the visit to %(other)s on the same days.") % {"name": person.name, "other": other},
            )
    # Where swaps are ruled on, G20 says so, of leads and of reviewers; where schools walk in pairs, a swap is what is meant.
    asked = model.enforcement("direct_swap") == OFF and model.grouping.reciprocity != "pair"
    if role == Role.LEAD_REVIEWER and person.school_id in choice.schools_led_by_host and asked:
        yield _soft(
            "G19",
            _("%(host)s leads the review of %(school)s in this cycle; the two would lead each other's.")
            % {"host": choice.host_name, "school": person.school_name},
        )


def _at(level: str, guard: str, message: str) -> Iterator[Breach]:
    if level != OFF:
        yield Breach(guard=guard, message=message, hard=level == HARD)


def _hard(guard: str, message: str) -> Breach:
    return Breach(guard=guard, message=message, hard=True)


def _soft(guard: str, message: str) -> Breach:
    return Breach(guard=guard, message=message, hard=False)


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j F Y")
