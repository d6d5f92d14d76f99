"""Who sets the dates of a review, and what dates can stand: in the right order, on school days, the workshop soon."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator

from django.utils import formats

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language import graph
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.programmes.queries.review_models import Definition, StageDefinition
from trigpoint.programmes.queries.scope import Programme, is_staff
from trigpoint.reviews.enums import Part
from trigpoint.reviews.lifecycle import REVIEW
from trigpoint.reviews.queries.dates import WITH_THE_VISIT, Dates, WhyNot, last_day
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules.visibility import Access, Item, may

DAY = "day"
FURTHEST, A_WHILE = dt.timedelta(days=550), dt.timedelta(days=185)
CAN_PLAN = ("forming", "agreed", "active")
OVER = ("closed", "cancelled")


def may_plan(
    hats: Hats, partnership_id: uuid.UUID, state: str = "active", *, programme: Programme | None = None
) -> Decision:
    """
    Only the partnership lead plans: before all have signed too, but not while the partnership is paused or closed.

    Where the programme lets its staff set dates and teams, they plan too.
    """
    leads = hats.has(Role.PARTNERSHIP_LEAD, place=Place.PARTNERSHIP, place_id=partnership_id)
    if not leads and not (programme is not None and staff_plan(hats, programme)):
        return no(_("The {partnership_lead} plans the reviews of {an partnership}."))
    return only_if(
        state in CAN_PLAN, _("This {partnership} is paused or closed. No reviews are planned in it as long as it is.")
    )


def staff_plan(hats: Hats, programme: Programme) -> bool:
    """Whether the person is staff of a programme that lets its staff set dates and teams."""
    return programme.staff_plan_reviews and is_staff(hats, network_id=programme.network_id, programme_id=programme.pk)


def may_change(scene: Scene) -> Decision:
    """Dates and team are the partnership lead's to set, until the review is over; the staff's where the programme says so."""
    if scene.review.state in OVER:
        return no(_("This review is over; its dates and its team stay as they are."))
    if staff_plan(scene.hats, scene.review.programme):
        return YES
    return may(scene.parts, Access.CHANGE, Item.SCHEDULE)


def may_move(scene: Scene, move: str) -> Decision:
    """Postpone, resume or cancel: the partnership lead, from a state that allows it."""
    allowed = may(scene.parts, Access.CHANGE, Item.SCHEDULE)
    if not allowed and not staff_plan(scene.hats, scene.review.programme):
        return allowed
    return only_if(REVIEW.allows(scene.review, move), str(REVIEW.moves[move].refusal))


def may_read_why(scene: Scene) -> Decision:
    """Why a review was put off is for those who take part in it, not for all who see its dates."""
    taking_part = (Part.HOST_HEAD, Part.HOST_LEADER, Part.LEAD, Part.REVIEWER, Part.FACILITATOR, Part.PARTNERSHIP_LEAD)
    return only_if(scene.plays(*taking_part), _("The reason is for those who take part in the review."))


def may_close(scene: Scene) -> Decision:
    """The head whose school it was about, or the partnership lead."""
    if not scene.plays(Part.HOST_HEAD, Part.PARTNERSHIP_LEAD):
        return no(_("A review is closed by the {head} of the {school} or by the {partnership_lead}."))
    return only_if(REVIEW.allows(scene.review, "close"), str(REVIEW.moves["close"].refusal))


def unclosed(*, feedback_settled: bool) -> tuple[Breach, ...]:
    """G15: what stands in the way of closing."""
    if feedback_settled:
        return ()
    message = _("Nobody has said yet how the process went, or that they would rather not.")
    return (Breach(guard="G15", message=message, hard=False),)


def season_mistakes(model: Definition, *, on: dt.date) -> dict[str, list[str]]:
    """A version of a model may be for planning within a time."""
    if model.effective.covers(on):
        return {}
    words = _("%(model)s, version %(version)s, is not in use on this day. Choose another version for the programme.")
    return {"review_model": [words % {"model": model.title, "version": model.version}]}


def visit_mistakes(
    starts_on: dt.date, days: int, model: Definition, *, within: tuple[dt.date, dt.date]
) -> dict[str, list[str]]:
    """What can't stand about the visit itself, by field; `within` are the first and the last day of the cycle."""
    found: dict[str, list[str]] = {}
    fewest, most = model.number("visit.min_days"), model.number("visit.max_days")
    if not fewest <= days <= most:
        words = ngettext(
            "A visit takes at least %(min)d and at most %(max)d day.",
            "A visit takes at least %(min)d and at most %(max)d days.",
            most,
        )
        found["visit_days"] = [words % {"min": fewest, "max": most}]
    first, last = within
    if not first <= starts_on <= last or (not found and starts_on + dt.timedelta(days=days - 1) > last):
        words = _("The visit is to be within the cycle, from %(first)s to %(last)s.")
        found["visit_starts_on"] = [words % {"first": day(first), "last": day(last)}]
    return found


def order_mistakes(dates: Dates, model: Definition) -> dict[str, list[str]]:
    """What can't stand in the order of the stages, by the field to put right: `visit_starts_on` or a stage's key."""
    found: dict[str, list[str]] = defaultdict(list)
    for stage in _held(dates, model):
        furthest = max(FURTHEST, abs(dt.timedelta(days=stage.offset_days)) + A_WHILE)
        if abs(dates.due[stage.key] - dates.visit_starts_on) > furthest:
            found[stage.key].append(
                _("This is more than a year and a half away from the visit.")
                if furthest == FURTHEST
                else _("This is too far away from the visit for this model.")
            )
    for key, message in _out_of_order(dates, model):
        found[key].append(message)
    return dict(found)


def warnings(dates: Dates, model: Definition, why_not: WhyNot) -> tuple[Breach, ...]:
    """What goes through with a reason: days that are no school days, and a workshop too long after the visit (G12)."""
    found = []
    for number in range(dates.visit_days):
        visit_day = dates.visit_starts_on + dt.timedelta(days=number)
        if reason := why_not(visit_day):
            found.append(
                _soft(DAY, _("The visit would be on %(day)s: %(why)s.") % {"day": day(visit_day), "why": reason})
            )
    for stage in _held(dates, model):
        settled_by_visit = stage.kind in WITH_THE_VISIT or stage.kind == StageKind.VISIT
        if stage.planned and not settled_by_visit and (reason := why_not(dates.due[stage.key])):
            found.append(
                _soft(
                    DAY,
                    _("“%(stage)s” would be on %(day)s: %(why)s.")
                    % {"stage": stage.title, "day": day(dates.due[stage.key]), "why": reason},
                )
            )
    late = workshop_lateness(dates, model)
    if late:
        found.append(
            _soft(
                "G12",
                ngettext(
                    "The {workshop} would be %(late)d day later than the %(within)d after the visit that this model allows.",
                    "The {workshop} would be %(late)d days later than the %(within)d after the visit that this model allows.",
                    late,
                )
                % {"late": late, "within": model.number("workshop.within_days")},
            )
        )
    return tuple(found)


def workshop_lateness(dates: Dates, model: Definition) -> int:
    """Days by which the workshop is later than the model wants it after the last day of the visit (G12); 0 in time."""
    workshop = model.stage_of_kind(StageKind.WORKSHOP)
    if workshop is None or workshop.key not in dates.due:
        return 0
    allowed: int = model.number("workshop.within_days")
    return max(0, (dates.due[workshop.key] - dates.visit_ends_on).days - allowed)


def day(date: dt.date) -> str:
    return formats.date_format(date, "l j F Y")


def _held(dates: Dates, model: Definition) -> list[StageDefinition]:
    """The stages of the model that the review has: optional ones may be left out."""
    return [stage for stage in model.stages if stage.key in dates.due]


def _out_of_order(dates: Dates, model: Definition) -> Iterator[tuple[str, str]]:
    """
    No stage begins before one that comes before it has ended; the visit counts with its first and its last day.

    Strands run side by side: what comes before a stage is what the model's graph says. A stage that is itself out of
    order is not held against those after it.
    """
    edges = {stage.key: stage.after for stage in model.stages}
    ended: dict[str, dt.date] = {}
    for stage in _held(dates, model):
        if not stage.planned:
            continue
        is_visit = stage.kind == StageKind.VISIT
        starts_on = dates.visit_starts_on if is_visit else dates.due[stage.key]
        before = [key for key in ended if key in graph.ancestors(edges, stage.key)]
        latest = max(reversed(before), key=lambda key: ended[key], default=None)
        if latest is not None and starts_on < ended[latest]:
            field = "visit_starts_on" if is_visit else stage.key
            words = _("“%(stage)s” comes after “%(before)s”, so it can't be before %(day)s.")
            title = model.stage_by_key[latest].title
            yield field, words % {"stage": stage.title, "before": title, "day": day(ended[latest])}
            continue
        ended[stage.key] = last_day(stage, starts_on, dates.visit_ends_on)


def _soft(guard: str, message: str) -> Breach:
    return Breach(guard=guard, message=message, hard=False)
