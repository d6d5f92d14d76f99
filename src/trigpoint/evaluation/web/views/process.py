"""The process evaluation: eight dimensions, each school's fidelity beside its change, training, cost."""

import json
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.evaluation import actions
from trigpoint.evaluation.queries import costs as cost_queries
from trigpoint.evaluation.queries import dimensions, inputs, plans, pseudonyms, report, sheets, studies, surveys
from trigpoint.evaluation.queries import fidelity as parts
from trigpoint.evaluation.queries import records as record_queries
from trigpoint.evaluation.queries.records import Records
from trigpoint.evaluation.queries.scope import View
from trigpoint.evaluation.web import downloads, forms, presenters, scopes, waiting
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.ui.web import act, show


def _records(view: View) -> Records:
    return record_queries.read(view.the_study, on=report.today(view.the_study, view.on))


@login_required
def process(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """The eight dimensions."""
    view = scopes.reading(request, study_id)
    found = dimensions.dimensions(_records(view), surveys.results(view.the_study))
    context = presenters.frame(view, "process") | {"tables": presenters.dimension_tables(found)}
    return show(request, "evaluation/process.html", context)


@login_required
@require_POST
def download(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """The process evaluation's tables as the command takes them."""
    view = scopes.working(request, study_id)
    made = report.process(view.the_study, _records(view))
    data = json.dumps(made, ensure_ascii=False, indent=1).encode()
    return downloads.taken(request, view, "process.json", data, media_type="application/json")


@login_required
def fidelity(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """What each school did; and, once the plan is locked and was run, its change beside it."""
    view = scopes.reading(request, study_id)
    study = view.the_study
    records = _records(view)
    schools = parts.schools(records)
    context = presenters.frame(view, "fidelity") | {"tables": [presenters.fidelity_table(study, schools)]}
    latest = studies.latest(study)
    ran = any(run.kind == "full" and run.state == "done" for run in studies.runs(study))
    if study.is_locked and ran and latest is not None and (plan := plans.read(latest.text)).estimates:
        changes = inputs.changes(study, plan, records)
        points = [
            (pseudonyms.of(study.salt, "school", one.school_id), one.dose, changes[one.school_id])
            for one in schools
            if one.school_id in changes
        ]
        rows = [(name, dose, f"{change:+.2f}") for name, dose, change in sorted(points)]
        head = [_("School"), _("Parts done"), _("Change in the outcome")]
        context |= {
            "scatter": presenters.scatter(points),
            "joint": presenters.table(_("Parts done and change, school by school"), head, rows),
        }
    return show(request, "evaluation/fidelity.html", context)


@login_required
def training(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Bring a file of attendance: look first, then keep."""
    view = scopes.working(request, study_id)
    study, what = view.the_study, f"training {study_id}"
    form = forms.FileForm.of(request)
    context = presenters.frame(view, "training") | {"form": form}
    if request.method == "POST" and "keep" in request.POST:
        data = waiting.found(request.session, what)
        if data is None:
            raise Missing
        rows = actions.process.take_training(actor=request.user, at=clock.now(), study=study, data=data)
        waiting.forget(request.session)
        messages.success(request, presenters.kept(rows))
        return redirect("evaluation:process", study_id)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read(waiting.MOST)
        sheet = sheets.training(study, data)
        if not sheet.mistakes:
            waiting.keep(request.session, what, data)
        context |= {"sheet": sheet, "facts": presenters.training_facts(sheet.facts) if sheet.facts else ""}
    return show(request, "evaluation/training.html", context)


@login_required
def costs(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """What taking part costs a school."""
    view = scopes.working(request, study_id)
    study = view.the_study
    form = forms.CostForm(request.POST or None)
    if request.method == "POST" and act(
        form, actions.process.add_cost, actor=request.user, at=clock.now(), study=study
    ):
        messages.success(request, _("Added."))
        return redirect("evaluation:costs", study_id)
    cost = cost_queries.cost(study, report.pupils(_records(view)))
    context = presenters.frame(view, "costs") | {
        "form": form,
        "lines": presenters.cost_rows(cost_queries.lines(study)),
        "words": presenters.cost_words(cost),
        "hours": presenters.hours_table(cost),
    }
    return show(request, "evaluation/costs.html", context)


@login_required
@require_POST
def remove_cost(request: HttpRequest, study_id: uuid.UUID, line_id: uuid.UUID) -> HttpResponse:
    """Take a line out again."""
    view = scopes.working(request, study_id)
    line = cost_queries.line(view.the_study, line_id)
    actions.process.remove_cost(actor=request.user, at=clock.now(), study=view.the_study, line=line)
    return redirect("evaluation:costs", study_id)
