"""The dates of a review: plan, move, put off, take up again, call off, close."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.programmes.queries.cycles import Cycle
from trigpoint.programmes.queries.partnerships import memberships
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.actions import planning as actions
from trigpoint.reviews.actions import shaping
from trigpoint.reviews.queries import cycle as cycles
from trigpoint.reviews.queries import dates as dates_of
from trigpoint.reviews.queries import subject
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.stages import stages
from trigpoint.reviews.rules import planning as rules
from trigpoint.reviews.rules import subject as subject_rules
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.forms.planning import Choices, CloseForm, DatesForm, PlanForm, ShapeForm, WhyForm
from trigpoint.reviews.web.presenters import planning as presenters
from trigpoint.ui.web import act, show


@login_required
def plan(request: HttpRequest, cycle_id: uuid.UUID, school_id: uuid.UUID) -> HttpResponse:
    """Plan a school's review in a cycle."""
    on = clock.today()
    cycle, standpoint = cycles.load(asking.hats(request), cycle_id, on=on)
    _may_plan(request, cycle)
    host = _member(cycle, school_id, on)
    form = _plan_form(request.POST or None, standpoint.model, cycle, host, on)
    if request.method == "POST":
        given = form.dates() if form.is_valid() else {}
        made = act(form, actions.plan, actor=request.user, at=clock.now(), cycle=cycle, host=host, dates=given)
        if made:
            messages.success(
                request, _("The review of %(host)s is planned. Now choose its team.") % {"host": host.name}
            )
            return redirect("reviews:team", made.pk)
    context = {"form": form, "cycle": cycle, "host": host, **presenters.context(cycle)}
    return show(request, "reviews/plan.html", context)


@login_required
def check(request: HttpRequest, cycle_id: uuid.UUID, school_id: uuid.UUID) -> HttpResponse:
    """Say, while dates are typed, what speaks against them, and which days are proposed for the rest."""
    on = clock.today()
    cycle, standpoint = cycles.load(asking.hats(request), cycle_id, on=on)
    _may_plan(request, cycle)
    form = _plan_form(request.GET, standpoint.model, cycle, _member(cycle, school_id, on), on)
    within = (cycle.starts_on, cycle.ends_on)
    said = presenters.check(form, standpoint.model, calendar(cycle.network_id).why_not, within=within)
    return show(request, "reviews/dates_said.html", said)


@login_required
def move_dates(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Give a review other dates."""
    scene = asking.scene(request, review_id)
    rules.may_change(scene).require()
    now = dates_of.of(scene.review)
    initial = {"visit_starts_on": now.visit_starts_on, "visit_days": now.visit_days, **now.due}
    initial["version"] = scene.review.version
    form = DatesForm(request.POST or None, model=scene.model, stages=now.due, initial=initial)
    if request.method == "POST":
        given = form.dates() if form.is_valid() else {}
        if act(form, actions.move_dates, actor=request.user, at=clock.now(), review=scene.review, dates=given):
            messages.success(request, _("Saved. Everybody who takes part is told the new dates."))
            return redirect("reviews:review", scene.review.pk)
    done = [step.title for step in stages(scene.review) if step.is_done and step.planned]
    context = {"form": form, "scene": scene, "done": done, **presenters.context(scene.review.cycle)}
    return show(request, "reviews/move_dates.html", context)


@login_required
def check_moved(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The same for dates that are moved."""
    scene = asking.scene(request, review_id)
    rules.may_change(scene).require()
    cycle = scene.review.cycle
    now = dates_of.of(scene.review)
    form = DatesForm(request.GET, model=scene.model, stages=now.due, initial=now.due)
    why_not, within = calendar(cycle.network_id).why_not, (cycle.starts_on, cycle.ends_on)
    said = presenters.check(form, scene.model, why_not, within=within, now=now)
    return show(request, "reviews/dates_said.html", said)


@login_required
def postpone(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Put a review off."""
    return _say_why(request, review_id, "postpone")


@login_required
def cancel(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Call a review off."""
    return _say_why(request, review_id, "cancel")


@login_required
def resume(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Take a postponed review up again; its dates come next."""
    scene = asking.scene(request, review_id)
    rules.may_move(scene, "resume").require()
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and act(form, actions.resume, actor=request.user, at=clock.now(), review=scene.review):
        messages.success(request, _("The review goes on. Look at its dates: some may have passed."))
        return redirect("reviews:move_dates", review_id)
    return _confirm(request, scene, form, "resume")


@login_required
def close(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Close a review that has run its course."""
    scene = asking.scene(request, review_id)
    rules.may_close(scene).require()
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and act(form, actions.close, actor=request.user, at=clock.now(), review=scene.review):
        messages.success(request, _("The review is closed. What it found stays where it is."))
        return redirect("reviews:review", review_id)
    return _confirm(request, scene, form, "close")


@login_required
def shape(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Which schools the review visits, which optional stages it has, and who leads its subject."""
    scene = asking.scene(request, review_id)
    subject_rules.may_shape(scene).require()
    review = scene.review
    possible = subject.possible_sites(scene.model, review.host, review.partnership_id, on=scene.on)
    held = {step.key for step in stages(review)}
    choices = Choices(
        scene.model,
        leaders=subject.leaders(review.host_id, network_id=review.network_id, on=scene.on)
        if review.subject_name
        else (),
        sites={site.id: site for site in (*possible, *subject.sites(review))}.values(),
    )
    initial = {
        "sites": [str(pk) for pk in review.site_ids],
        "with_stages": list(held),
        "subject_leader_id": str(review.subject_leader_id or ""),
        "version": review.version,
    }
    form = ShapeForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)
    if request.method == "POST" and act(form, shaping.shape, actor=request.user, at=clock.now(), review=review):
        messages.success(request, _("Saved. The dates of new stages are proposed: look at them."))
        return redirect("reviews:review", review_id)
    return show(request, "reviews/shape.html", {"scene": scene, "form": form})


def _may_plan(request: HttpRequest, cycle: Cycle) -> None:
    """Raises Refused, as the action would."""
    partnership = cycle.partnership
    rules.may_plan(asking.hats(request), partnership.pk, partnership.state, programme=partnership.programme).require()


def _plan_form(data: Any, model: Definition, cycle: Cycle, host: Any, on: dt.date) -> PlanForm:
    choices = Choices(
        model,
        leaders=subject.leaders(host.pk, network_id=cycle.network_id, on=on) if model.subject.kind == "subject" else (),
        sites=subject.possible_sites(model, host, cycle.partnership_id, on=on),
        frameworks=subject.frameworks(model) if len(model.frameworks) > 1 else (),
    )
    usual = min(max(2, model.number("visit.min_days")), model.number("visit.max_days"))
    return PlanForm(data, model=model, choices=choices, initial={"visit_days": usual})


def _say_why(request: HttpRequest, review_id: uuid.UUID, move: str) -> HttpResponse:
    scene = asking.scene(request, review_id)
    rules.may_move(scene, move).require()
    form = WhyForm(request.POST or None)
    action = {"postpone": actions.postpone, "cancel": actions.cancel}[move]
    if request.method == "POST" and act(form, action, actor=request.user, at=clock.now(), review=scene.review):
        messages.success(request, presenters.MOVES[move]["done"])
        return redirect("reviews:review", review_id)
    return _confirm(request, scene, form, move)


def _confirm(request: HttpRequest, scene: Scene, form: forms.Form, move: str) -> HttpResponse:
    words: dict[str, Any] = presenters.MOVES[move]
    left = [step.title for step in stages(scene.review) if not step.is_done] if move == "close" else []
    return show(request, "reviews/move.html", {"scene": scene, "form": form, "left": left, **words})


def _member(cycle: Cycle, school_id: uuid.UUID, on: dt.date) -> Any:
    day = min(max(on, cycle.starts_on), cycle.ends_on)
    found = next((m.school for m in memberships(cycle.partnership_id, on=day) if m.school_id == school_id), None)
    if found is None:
        raise Missing
    return found
