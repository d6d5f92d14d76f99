"""Who takes part, who may be compared, who may not."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.evaluation import actions, rules
from trigpoint.evaluation.queries import flow, folders, studies
from trigpoint.evaluation.queries import records as record_queries
from trigpoint.evaluation.web import forms, presenters, scopes
from trigpoint.kernel import clock
from trigpoint.ui.web import act, show


@login_required
def schools(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """The flow, each figure with its date; exclusions with their reasons."""
    view = scopes.reading(request, study_id)
    study = view.the_study
    changing = bool(rules.may_change_plan(view))
    form = forms.ExclusionForm(request.POST or None) if changing else None
    if (
        request.method == "POST"
        and form is not None
        and act(form, actions.studies.exclude, actor=request.user, at=clock.now(), study=study)
    ):
        messages.success(request, _("The school is no comparator."))
        return redirect("evaluation:schools", study_id)
    records = record_queries.read(study, on=view.on)
    run = next((run for run in studies.runs(study) if run.state == "done"), None)
    context = presenters.frame(view, "schools") | {
        "tables": [presenters.flow_table(flow.recruited(study, records))],
        "run": run,
        "run_table": presenters.run_flow_table(flow.of_run(run, folders.results(run))) if run else None,
        "exclusions": studies.exclusions(study),
        "form": form,
    }
    return show(request, "evaluation/schools.html", context)


@login_required
@require_POST
def include(request: HttpRequest, study_id: uuid.UUID, exclusion_id: uuid.UUID) -> HttpResponse:
    """Take an exclusion back."""
    view = scopes.working(request, study_id)
    exclusion = studies.exclusion(view.the_study, exclusion_id)
    actions.studies.include(actor=request.user, at=clock.now(), study=view.the_study, exclusion=exclusion)
    messages.success(request, _("The school may be compared again."))
    return redirect("evaluation:schools", study_id)
