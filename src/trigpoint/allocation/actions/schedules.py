"""Ask for dates and teams, stop a search, put a schedule aside."""

import dataclasses
import datetime as dt
import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

import rota
from rota.format import write_plan, write_problem
from trigpoint.allocation.lifecycle import SCHEDULE
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries import fitting
from trigpoint.allocation.queries.options import LIMITS, Options
from trigpoint.allocation.queries.problem import Built, build
from trigpoint.allocation.queries.schedules import scope_of
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.queries.soundness import require_pins_that_can_be
from trigpoint.allocation.rules import planning as rules
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.queries import review_models
from trigpoint.programmes.queries.review_models import definition

SEARCH = "allocation.search"
MOST_SECONDS = 3600
MOST_SEED = 2**31 - 1
KEPT = dt.timedelta(days=400)

# Always on Django's own connection: what is asked for and the row it is about are committed together.
_jobs = App(connector=DjangoConnector())


@action("allocation.propose")
def ask(
    *,
    actor: Account | None,
    at: dt.datetime,
    scope: Scope,
    options: Options,
    seconds: int = 5,
    seed: int = 0,
    later: bool = False,
) -> Schedule:
    """
    Ask for dates and teams. The problem is written down as it stands now; the search is a process of its own.

    `later` leaves it to the worker; otherwise the caller runs `searching.run` next. Raises Unacceptable when nothing is
    left to plan.
    """
    on = timezone.localdate(at)
    if actor is not None:
        rules.may_draft(hats_of(actor.pk, on=on), scope).require()
    options = dataclasses.replace(options, subject=" ".join(options.subject.split()))
    check(options, seconds, scope, seed=seed)
    _fit(options, scope, on)
    built = build(scope, options, on=on)
    _stop_without_reviews(built)
    return waiting(built, actor=actor, at=at, options=options.stored(), seconds=seconds, seed=seed, later=later)


def waiting(
    built: Built,
    *,
    actor: Account | None,
    at: dt.datetime,
    options: dict[str, Any],
    seconds: int,
    seed: int = 0,
    plan: rota.Plan | None = None,
    later: bool,
) -> Schedule:
    """The search that somebody has asked for, written down; `plan` is what is to be mended. Part of asking."""
    require_pins_that_can_be(built)
    scope, problem = built.facts.scope, write_problem(built.problem)
    made = Schedule.objects.create(
        network=scope.network,
        programme=scope.programme,
        partnership=scope.partnership,
        cycles=scope.cycle_ids,
        options=options,
        seconds=seconds,
        seed=seed,
        asked_by=actor,
        asked_at=at,
        problem=problem,
        problem_sha256=hashlib.sha256(json.dumps(problem, sort_keys=True).encode()).hexdigest(),
        plan=write_plan(plan) if plan else None,
    )
    if later:  # the message is committed together with the row
        _jobs.configure_task(SEARCH, queue="plans", allow_unknown=True).defer(schedule_id=str(made.pk))
    return made


def forget(*, at: dt.datetime) -> int:
    """
    Forget what was known of people's availability in searches of more than a year ago. Returns how many.

    No action: nobody decides it. The plan that was published stands in the reviews; it can't be taken back any more.
    """
    old = Schedule.objects.filter(asked_at__lt=at - KEPT).exclude(problem={})
    return old.update(problem={}, before=None)


@action("allocation.stop", subject="schedule")
def stop(*, actor: Account | None, at: dt.datetime, schedule: Schedule) -> None:
    """End the search soon, and keep the best that it has found. A search that has not begun is put aside."""
    _ask_rule(actor, at, schedule)
    with transaction.atomic():
        row = Schedule.objects.select_for_update().get(pk=schedule.pk)
        if row.state == "waiting":
            SCHEDULE.advance(row, "discard")
        row.stop_asked = True
        row.save(update_fields=["state", "stop_asked"])


@action("allocation.discard", subject="schedule")
def discard(*, actor: Account | None, at: dt.datetime, schedule: Schedule) -> None:
    """Put a schedule aside, and forget what was known of people's availability when it was looked for."""
    _ask_rule(actor, at, schedule)
    row = Schedule.objects.select_for_update().get(pk=schedule.pk)
    SCHEDULE.advance(row, "discard")
    row.stop_asked, row.problem = True, {}
    row.save(update_fields=["state", "stop_asked", "problem"])


def _ask_rule(actor: Account | None, at: dt.datetime, schedule: Schedule) -> None:
    if actor is not None:
        on = timezone.localdate(at)
        rules.may_draft(hats_of(actor.pk, on=on), scope_of(schedule, on=on)).require()


def check(options: Options, seconds: int, scope: Scope, *, seed: int = 0) -> None:
    """Raises Unacceptable with each number and day that can't be."""
    wrong: dict[str, list[str]] = {}
    for name, (least, most) in LIMITS.items():
        if not least <= getattr(options, name) <= most:
            words = _("Give a number from %(least)d to %(most)d.")
            wrong[name] = [words % {"least": least, "most": most}]
    if not 1 <= seconds <= MOST_SECONDS:
        wrong["seconds"] = [_("Let it look for at most an hour.")]
    if not 0 <= seed <= MOST_SEED:
        wrong["seed"] = [_("Give a number from %(least)d to %(most)d.") % {"least": 0, "most": MOST_SEED}]
    if options.first_day and options.last_day and options.last_day < options.first_day:
        wrong["last_day"] = [_("The last day is before the first.")]
    elif scope.cycles and options.last_day and options.last_day < min(cycle.starts_on for cycle in scope.cycles):
        wrong["last_day"] = [_("The cycle begins after that day.")]
    if scope.cycles and options.first_day and options.first_day > max(cycle.ends_on for cycle in scope.cycles):
        wrong["first_day"] = [_("The cycle is over by that day.")]
    if not scope.cycles:
        wrong["cycles"] = [_("No cycle runs or is about to. Start one in each partnership first.")]
    if wrong:
        raise Unacceptable(wrong)


def _fit(options: Options, scope: Scope, on: dt.date) -> None:
    """What is asked for is to be possible by the programme's review model."""
    model = definition(scope.programme.review_model_id)
    if why := review_models.why_not(scope.programme.review_model_id, on=on):
        raise Unacceptable({"": [why]})
    if fitting.visit_days(model).least > fitting.LONGEST:
        words = _("A visit of this review model is longer than a week. Such visits are planned one by one.")
        raise Unacceptable({"": [words]})
    wrong: dict[str, list[str]] = {}
    for name, allowed in (("visit_days", fitting.visit_days(model)), ("team_size", fitting.team_size(model))):
        given = getattr(options, name)
        if given and not allowed.holds(given):
            words = _("By this review model it is a number from %(least)d to %(most)d.")
            wrong[name] = [words % {"least": allowed.least, "most": allowed.most}]
    if model.subject.kind != "subject" and options.subject:
        wrong["subject"] = [_("This review model looks at the whole school, not at one subject.")]
    if wrong:
        raise Unacceptable(wrong)


def _stop_without_reviews(built: Built) -> None:
    if built.problem.reviews:
        return
    facts = built.facts
    if facts.model.subject.kind == "subject" and any(not h.subject_name and h.review is None for h in facts.hosts):
        raise Unacceptable({"subject": [_("Say which subject is reviewed, such as History.")]})
    if facts.unfit and not built.too_late:
        raise Unacceptable({"": [why for _place, why in facts.unfit]})
    if built.too_late:
        words = _("No day is left for %(schools)s between the first and the last day, with this much notice.")
        names = ", ".join(host.name for host in built.too_late)
        raise Unacceptable({"": [words % {"schools": names}]})
    raise Unacceptable({"": [_("Every review is under way, over or settled already: there is nothing to propose.")]})
