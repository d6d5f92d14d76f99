"""Runs: ask for one, watch it, stop it, read what it has made, take it away."""

import io
import uuid
import zipfile
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.evaluation import actions, rules
from trigpoint.evaluation.enums import RunKind
from trigpoint.evaluation.queries import flow, folders, studies
from trigpoint.evaluation.queries.scope import Run, View
from trigpoint.evaluation.web import downloads, found, presenters, scopes
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.ui.web import is_fragment, show

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "toml": "application/toml",
}


@login_required
def runs(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """All runs, the newest first, and what may be asked for now."""
    view = scopes.reading(request, study_id)
    listed = studies.runs(view.the_study)
    context = presenters.frame(view, "runs") | {
        "runs": listed,
        "going_on": any(run.state in ("waiting", "running") for run in listed),
    }
    return show(request, "evaluation/runs.html", context)


@login_required
@require_POST
def ask(request: HttpRequest, study_id: uuid.UUID, kind: str) -> HttpResponse:
    """Ask for a check, or for the whole study."""
    view = scopes.working(request, study_id)
    if kind not in RunKind.values:
        raise Missing
    run = actions.runs.ask(actor=request.user, at=clock.now(), study=view.the_study, kind=RunKind(kind))
    messages.success(request, _("It runs in the background. This page shows how far it is; you may leave it."))
    return redirect("evaluation:run", study_id, run.pk)


@login_required
def run(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """How far it is; then what it found."""
    view, one = _run(request, study_id, run_id)
    going_on = one.state in ("waiting", "running")
    context: dict[str, Any] = presenters.frame(view, "run") | {
        "run": one,
        "going_on": going_on,
        "percent": round(100 * (one.number - 1) / one.of) if one.of and one.number else 0,
    }
    if is_fragment(request):
        response = show(request, "evaluation/progress.html", context)
        if not going_on:
            response["HX-Refresh"] = "true"
        return response
    if one.state == "done":
        results = folders.results(one)
        context |= {
            "answer": found.answer(results),
            "table": found.table(results),
            "balance": found.balance(results),
            "flow": presenters.run_flow_table(flow.of_run(one, results)),
            "figures": found.figures(one),
            "departures": results.get("departures", []),
        }
    return show(request, "evaluation/run.html", context)


def _run(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID) -> tuple[View, Run]:
    view = scopes.reading(request, study_id)
    return view, studies.run(view.the_study, run_id)


@login_required
@require_POST
def stop(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """Stop it before its next step."""
    _view, one = _run(request, study_id, run_id)
    actions.runs.stop(actor=request.user, at=clock.now(), run=one)
    messages.success(request, _("It stops before its next step. What it has made stays."))
    return redirect("evaluation:run", study_id, run_id)


@login_required
@require_POST
def resume(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """Go on."""
    _view, one = _run(request, study_id, run_id)
    actions.runs.resume(actor=request.user, at=clock.now(), run=one)
    return redirect("evaluation:run", study_id, run_id)


@login_required
def figure(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID, name: str) -> HttpResponse:
    """One picture, for the page."""
    _view, one = _run(request, study_id, run_id)
    return HttpResponse(folders.content(one, f"figures/{name}.svg"), content_type=TYPES["svg"])


@login_required
@require_POST
def file(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one file away."""
    view, one = _run(request, study_id, run_id)
    rules.may_take_away(view).require()
    data = folders.content(one, name)
    return downloads.taken(
        request, view, name, data, media_type=TYPES.get(name.rpartition(".")[2], "text/plain"), run=one
    )


@login_required
@require_POST
def everything(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """Take everything away that the run has made, in one archive."""
    view, one = _run(request, study_id, run_id)
    rules.may_take_away(view).require()
    if not one.files:
        raise Missing
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(one.files):
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), folders.content(one, name))
    return downloads.taken(request, view, "study.zip", into.getvalue(), media_type="application/zip", run=one)
