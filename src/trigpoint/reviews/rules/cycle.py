"""What a partnership lead should look at in a cycle: late dates, long gaps (G17), who gives and takes (G18), pairs (G19)."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.programmes.queries.scope import Standpoint
from trigpoint.reviews.queries.cycle import CycleView, Line, add_months
from trigpoint.reviews.queries.dates import Dates
from trigpoint.reviews.queries.stages import Step
from trigpoint.reviews.rules import planning, team

PAUSED = ("postponed", "cancelled")


def may_see(standpoint: Standpoint) -> Decision:
    """The schedule is for everybody of the partnership; a school that has left sees only what is its own."""
    if not standpoint.parts:
        return no(_("The dates are for the schools of this {partnership}."))
    return only_if(not standpoint.only_own, _("Your {school} has left this {partnership}."))


def late(line: Line, *, on: dt.date) -> Step | None:
    """The first planned stage whose day is over and that is not done; nothing is late in a review that is put off."""
    if line.review is None or line.review.state in (*PAUSED, "closed"):
        return None
    return next((step for step in line.steps if step.planned and step.is_late(on)), None)


def flags(line: Line, view: CycleView) -> tuple[Breach, ...]:
    """All that is to be looked at for one school."""
    found = [*_gap(line, view), *_balance(line, view.model)]
    if view.model.grouping.reciprocity != "pair":  # there a pair is what is meant
        found += _pair(line, view.lines)
    if line.review is not None and line.review.state not in (*PAUSED, "closed"):
        found += team.lacks(line.seats, view.model)
        found += workshop_late(line, view.model)
    return tuple(found)


def workshop_late(line: Line, model: Definition) -> tuple[Breach, ...]:
    """G12, of what is planned."""
    if line.review is None:
        return ()
    dates = Dates(
        visit_starts_on=line.review.visit_starts_on,
        visit_ends_on=line.review.visit_ends_on,
        due={step.key: step.due_on for step in line.steps},
    )
    if not any(step.kind == StageKind.WORKSHOP for step in line.steps):
        return ()
    days = planning.workshop_lateness(dates, model)
    words = ngettext(
        "The {workshop} is planned %(days)d day later than this model allows.",
        "The {workshop} is planned %(days)d days later than this model allows.",
        days,
    )
    return (_flag("G12", words % {"days": days}),) if days else ()


def _gap(line: Line, view: CycleView) -> Iterable[Breach]:
    """G17: no visit within so many months of the last one, or of joining."""
    months = view.model.number("cadence.months")
    due_by = add_months(line.last_visit_on or line.joined_on, months)
    planned = line.review if line.review is not None and line.review.state not in PAUSED else None
    ahead = planned.visit_starts_on if planned and planned.visit_ends_on >= view.on else None
    if (ahead is None and due_by < view.on) or (ahead is not None and ahead > due_by):
        words = (
            _("More than %(months)d months without a review since the last one.")
            if line.last_visit_on
            else _("More than %(months)d months without a review since the {school} joined.")
        )
        yield _flag("G17", words % {"months": months})


def _balance(line: Line, model: Definition) -> Iterable[Breach]:
    """G18: gives or takes more visits than the other, by more than the model allows."""
    share = line.share
    difference = share.visits_given - share.visits_received
    if abs(difference) <= model.number("reciprocity.visits"):
        return
    words = (
        _("Gives %(given)d reviewer visits and receives %(received)d.")
        if difference > 0
        else _("Receives %(received)d reviewer visits and gives %(given)d.")
    )
    yield _flag("G18", words % {"given": share.visits_given, "received": share.visits_received})


def _pair(line: Line, lines: Iterable[Line]) -> Iterable[Breach]:
    """G19: two schools whose heads lead each other's review in one cycle."""
    led: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    names = {other.school_id: other.school_name for other in lines}
    for other in lines:
        led[other.school_id] |= _leading(other)
    for school_id in _leading(line):
        if line.school_id in led.get(school_id, ()):
            words = _("%(one)s and %(other)s lead each other's review.")
            yield _flag("G19", words % {"one": line.school_name, "other": names[school_id]})


def _leading(line: Line) -> set[uuid.UUID]:
    return {seat.school_id for seat in line.seats if seat.leads and seat.school_id}


def _flag(guard: str, message: str) -> Breach:
    return Breach(guard=guard, message=message, hard=False, needs_reason=False)
