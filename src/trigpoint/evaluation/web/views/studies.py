"""Studies: the list, opening one, its first page, what has left it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.evaluation import actions, rules
from trigpoint.evaluation.queries import scope
from trigpoint.evaluation.queries import studies as study_queries
from trigpoint.evaluation.web import forms, presenters, scopes
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.ui import paging
from trigpoint.ui.web import act, show


@login_required
def studies(request: HttpRequest) -> HttpResponse:
    """The programmes that one evaluates or runs, and their studies."""
    hats: Any = request.hats  # type: ignore[attr-defined]
    programmes = scope.programmes(hats)
    if not programmes:
        raise Missing
    views = [scope.of(hats, programme, None, on=clock.today()) for programme in programmes]
    page = Paginator(study_queries.of_person(hats), paging.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "programmes": [
            {
                "programme": view.programme,
                "grant": view.grant,
                "staff": view.is_staff,
                "opens": bool(rules.may_work(view)),
            }
            for view in views
        ],
        "page": page,
    }
    return show(request, "evaluation/studies.html", context)


@login_required
def open_study(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Open a study."""
    view = scope.load_programme(request.hats, programme_id, on=clock.today())  # type: ignore[attr-defined]
    rules.may_work(view).require()
    form = forms.StudyForm(request.POST or None)
    if request.method == "POST":
        given = {"programme": view.programme}
        made = act(form, actions.studies.open_study, actor=request.user, at=clock.now(), **given)
        if made:
            messages.success(request, _("The study is open, with a first plan to read and change."))
            return redirect("evaluation:study", made.pk)
    context = {"programme": view.programme, "form": form, "trail": presenters.trail()}
    return show(request, "evaluation/open_study.html", context)


@login_required
def study(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Where the study stands, and what comes next."""
    view = scopes.reading(request, study_id)
    found = view.the_study
    runs = study_queries.runs(found)
    done = next((run for run in runs if run.kind == "full" and run.state == "done"), None)
    context = presenters.frame(view, "study") | {
        "latest": study_queries.latest(found),
        "checked": any(run.kind == "check" and run.state == "done" for run in runs),
        "done": done,
        "going_on": next((run for run in runs if run.state in ("waiting", "running")), None),
    }
    return show(request, "evaluation/study.html", context)


@login_required
def change_study(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Change its name and its days."""
    view = scopes.working(request, study_id)
    found = view.the_study
    names = ("version", "title", "starts_on", "ends_on", "pupils")
    form = forms.ChangeStudyForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and act(
        form, actions.studies.change_study, actor=request.user, at=clock.now(), study=found
    ):
        messages.success(request, _("Saved the study."))
        return redirect("evaluation:study", study_id)
    return show(request, "evaluation/change_study.html", presenters.frame(view, "study") | {"form": form})


@login_required
def exports(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Everything that was taken out of the study."""
    view = scopes.reading(request, study_id)
    page = Paginator(study_queries.exports(view.the_study), paging.PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "evaluation/exports.html", presenters.frame(view, "exports") | {"page": page})
