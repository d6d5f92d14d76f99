"""The plan of a study: read, chosen in forms or typed as TOML, locked; and departures from it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.evaluation import actions, rules
from trigpoint.evaluation.queries import plans, studies
from trigpoint.evaluation.queries.scope import View
from trigpoint.evaluation.web import downloads, forms, presenters, scopes
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.ui.web import act, show


@login_required
def plan(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """The newest version as it would be run, its hash, and all versions."""
    view = scopes.reading(request, study_id)
    return _page(request, view, forms.LockForm() if rules.may_change_plan(view) else None)


def _page(request: HttpRequest, view: View, form: forms.LockForm | None) -> HttpResponse:
    study = view.the_study
    latest = studies.latest(study)
    context = presenters.frame(view, "plan") | {
        "latest": latest,
        "problems": plans.problems(plans.read(latest.text)) if latest else [],
        "versions": studies.versions(study),
        "departures": studies.departures(study),
        "changing": bool(rules.may_change_plan(view)),
        "form": form,
    }
    return show(request, "evaluation/plan.html", context)


@login_required
def lock(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Lock the version that was read."""
    view = scopes.working(request, study_id)
    form = forms.LockForm(request.POST or None)
    if request.method == "POST" and act(
        form, actions.plans.lock, actor=request.user, at=clock.now(), study=view.the_study
    ):
        messages.success(request, _("The plan is locked. Outcomes of years after can be read from now on, by a run."))
        return redirect("evaluation:plan", study_id)
    return _page(request, view, form)


@login_required
def plan_form(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Choose, with reasons."""
    view = scopes.working(request, study_id)
    rules.may_change_plan(view).require()
    study, latest = view.the_study, studies.latest(view.the_study)
    if latest is None:
        raise Missing
    before = plans.read(latest.text)
    chosen = plans.chosen(before)
    reasons = {f"reason_{table}": why for table, why in latest.reasons.items()}
    form = forms.PlanForm(
        request.POST or None,
        years=plans.years_on_offer(study),
        initial={**chosen, **reasons, "number": latest.number},
    )
    if request.method == "POST" and form.is_valid():
        choices = {**form.cleaned_data, "date": study.ends_on.isoformat()}
        choices |= {name: [int(year) for year in choices[name]] for name in ("pre", "post")}
        given = {"text": plans.from_choices(choices, form.reasons, before), "reasons": form.reasons}
        if act(form, actions.plans.save, actor=request.user, at=clock.now(), study=study, **given):
            messages.success(request, _("Saved a new version of the plan."))
            return redirect("evaluation:plan", study_id)
    return show(request, "evaluation/plan_form.html", presenters.frame(view, "plan_form") | {"form": form})


@login_required
def plan_file(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """The same plan as TOML: for everything that the form does not ask."""
    view = scopes.working(request, study_id)
    rules.may_change_plan(view).require()
    latest = studies.latest(view.the_study)
    if latest is None:
        raise Missing
    form = forms.PlanFileForm(request.POST or None, initial={"text": latest.text, "number": latest.number})
    if request.method == "POST" and act(
        form, actions.plans.save, actor=request.user, at=clock.now(), study=view.the_study
    ):
        messages.success(request, _("Saved a new version of the plan."))
        return redirect("evaluation:plan", study_id)
    return show(request, "evaluation/plan_file.html", presenters.frame(view, "plan_file") | {"form": form})


@login_required
@require_POST
def download(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """The newest version, for `trigpoint evaluate run` on one's own machine."""
    view = scopes.working(request, study_id)
    latest = studies.latest(view.the_study)
    if latest is None:
        raise Missing
    return downloads.taken(request, view, "plan.toml", latest.text.encode(), media_type="application/toml")


@login_required
def departures(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Record what is done otherwise."""
    view = scopes.working(request, study_id)
    form = forms.DepartureForm(request.POST or None, initial={"on": view.on})
    if request.method == "POST" and act(
        form, actions.studies.depart, actor=request.user, at=clock.now(), study=view.the_study
    ):
        messages.success(request, _("Recorded. Every report from now on prints it."))
        return redirect("evaluation:plan", study_id)
    return show(request, "evaluation/departures.html", presenters.frame(view, "departures") | {"form": form})
