"""
Who may be sent where, as the model has it (G20): what its roles ask of a person, and its allocation rules.

The product's own rules (nobody reviews their own school, a declared conflict, one team at a time) stand in `rules.team`
and hold in every model. Pure: `queries.candidates` reads what is asked.
"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from trigpoint.access.roles import Role
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.queries.review_models import Definition, RoleDefinition
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.candidates import Candidate, TeamChoice

PART: dict[str, Part] = {
    Role.LEAD_REVIEWER: Part.LEAD,
    Role.REVIEWER: Part.REVIEWER,
    Role.FACILITATOR: Part.FACILITATOR,
}
TEAM = (Role.LEAD_REVIEWER, Role.REVIEWER)
OFF, SOFT, HARD = "off", "soft", "hard"
TRAINED = {"required": HARD, "advised": SOFT, "none": OFF}


def breaches(choice: TeamChoice, person: Candidate, role: str, model: Definition) -> Iterator[Breach]:
    """What the model's roles and allocation rules have against this person in this seat."""
    yield from _fits(choice, person, role, model)
    if role not in TEAM:
        return
    for rule, says in RULES.items():
        if rule == "expertise" and role == Role.LEAD_REVIEWER:
            continue  # who leads is asked for being trained to lead; the team brings the knowledge
        level = model.enforcement(rule)
        if level != OFF and (said := says(choice, person)):
            yield Breach(guard="G20", message=said, hard=level == HARD)


def own_role(model: Definition, role: str) -> RoleDefinition | None:
    """The role of the model's own that this seat is; None where the seat is the product's as it stands."""
    return next((one for one in model.roles_of(PART[role]) if one.is_own), None)


def training(model: Definition, role: str, *, cycle_number: int) -> str:
    """How the guard of training (G8) is taken for a seat: as the model's role says, else as its numbers do."""
    own = own_role(model, role)
    if (level := model.enforcement("untrained")) != OFF:
        return level
    if own is not None:
        return TRAINED[own.training]
    return str(model.number("training.first_cycle" if cycle_number == 1 else "training.later"))


def standing(model: Definition) -> str:
    """How the guard of standing (G5) is taken."""
    level = model.enforcement("standing")
    return level if level != OFF else str(model.number("standing.enforce"))


def _fits(choice: TeamChoice, person: Candidate, role: str, model: Definition) -> Iterator[Breach]:
    own = own_role(model, role)
    if own is None:
        return
    words = {"name": person.name, "role": model.role_label(own.key)}
    if own.max is not None and sum(seat.role == role for seat in choice.seats) >= own.max:
        message = _("This review has all it may have as “%(role)s” (%(max)d). Release somebody first.")
        yield _hard("G4", message % {**words, "max": own.max})
    if person.school_id is None:
        if not own.independent:
            yield _hard(
                "G20", _("%(name)s is sent by no school; as “%(role)s”, somebody of a school is asked.") % words
            )
        return
    if own.eligible and person.roles.isdisjoint(own.eligible):
        asked = ", ".join(str(Role(one).label) for one in own.eligible)
        message = _("As “%(role)s”, somebody is asked who is at a school: %(asked)s. %(name)s is none of these.")
        yield _hard("G20", message % {**words, "asked": asked})


def _own_trust(choice: TeamChoice, person: Candidate) -> str:
    if choice.host_trust is None or choice.host_trust not in person.trusts:
        return ""
    return _("%(name)s works in the trust that %(host)s belongs to.") % _names(choice, person)


def _same_locality(choice: TeamChoice, person: Candidate) -> str:
    shared = sorted(choice.localities & person.localities)
    if not shared:
        return ""
    message = _("%(name)s works in the same area as %(host)s: %(area)s.")
    return message % {**_names(choice, person), "area": ", ".join(shared)}


def _direct_swap(choice: TeamChoice, person: Candidate) -> str:
    if person.school_id not in choice.schools_reviewed_by_host:
        return ""
    message = _("%(host)s reviews %(school)s in this cycle; the two would review each other.")
    return message % {**_names(choice, person), "school": person.school_name}


def _phase_mix(choice: TeamChoice, person: Candidate) -> str:
    phases = [
        choice.phases[seat.person_id] for seat in choice.seats if seat.reviews and seat.person_id in choice.phases
    ]
    whole = len(phases) + 1 >= choice.team_min
    if not person.phase or not whole or any(phase != person.phase for phase in phases):
        return ""
    if person.phase != choice.host_phase:
        return _("Everybody on the team would be from the same phase (%(phase)s), which is not the host's.") % {
            "phase": person.phase
        }
    return _("Everybody on the team would be from the host's own phase (%(phase)s).") % {"phase": person.phase}


def _expertise(choice: TeamChoice, person: Candidate) -> str:
    known = {word.casefold() for word in person.knows}
    if choice.subject_name:
        if choice.subject_name.casefold() in known:
            return ""
        return _("%(name)s has not said that they know %(subject)s.") % {
            "name": person.name,
            "subject": choice.subject_name,
        }
    if not choice.host_phase or choice.host_phase.casefold() in known:
        return ""
    return _("%(name)s has not said that they know the phase of %(host)s.") % _names(choice, person)


def _pair_again(choice: TeamChoice, person: Candidate) -> str:
    if person.school_id is None or person.school_id not in choice.reviewed_before_by:
        return ""
    message = _("%(school)s has reviewed %(host)s before.")
    return message % {**_names(choice, person), "school": person.school_name}


RULES: dict[str, Callable[[TeamChoice, Candidate], str]] = {
    "own_trust": _own_trust,
    "same_locality": _same_locality,
    "direct_swap": _direct_swap,
    "phase_mix": _phase_mix,
    "expertise": _expertise,
    "not_same_pair_twice": _pair_again,
}
"""The others that a model may name (own school, conflict, untrained, standing) are asked where the product asks them."""


def _names(choice: TeamChoice, person: Candidate) -> dict[str, str]:
    return {"name": person.name, "host": choice.host_name}


def _hard(guard: str, message: str) -> Breach:
    return Breach(guard=guard, message=message, hard=True)
