"""Interviews and observations: the codebook, the passages, whether coders agree."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.evaluation import actions
from trigpoint.evaluation.queries import coding as queries
from trigpoint.evaluation.web import forms, presenters, scopes
from trigpoint.kernel import clock
from trigpoint.ui import paging
from trigpoint.ui.web import act, show


@login_required
def coding(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Where coding stands. Passages are read by evaluators alone."""
    view = scopes.reading(request, study_id)
    found = queries.result(view.the_study)
    context: dict[str, Any] = presenters.frame(view, "coding") | {
        "found": found,
        "tables": [presenters.coding_table(found)],
        "codes": queries.codes(view.the_study),
    }
    if context["working"]:
        page = Paginator(queries.extracts(view.the_study), paging.PER_PAGE).get_page(request.GET.get("page"))
        rows = [{"row": row, "mine": request.user.pk in row.read_by, "readers": len(row.read_by)} for row in page]
        context |= {"page": page, "extracts": rows}
    return show(request, "evaluation/coding.html", context)


@login_required
def add_code(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Add to the codebook."""
    view = scopes.working(request, study_id)
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and act(
        form, actions.coding.add_code, actor=request.user, at=clock.now(), study=view.the_study
    ):
        messages.success(request, _("The code is in the codebook."))
        return redirect("evaluation:coding", study_id)
    return show(request, "evaluation/add_code.html", presenters.frame(view, "coding") | {"form": form})


@login_required
def add_extract(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Bring a passage."""
    view = scopes.working(request, study_id)
    form = forms.ExtractForm(request.POST or None, initial={"taken_on": view.on})
    if request.method == "POST":
        made = act(form, actions.coding.add_extract, actor=request.user, at=clock.now(), study=view.the_study)
        if made:
            messages.success(request, _("The passage is here. Code it now, or leave it to others first."))
            return redirect("evaluation:code_extract", study_id, made.pk)
    return show(request, "evaluation/add_extract.html", presenters.frame(view, "coding") | {"form": form})


@login_required
def code_extract(request: HttpRequest, study_id: uuid.UUID, extract_id: uuid.UUID) -> HttpResponse:
    """One passage, and one's own codes for it: nobody sees another's before."""
    view = scopes.working(request, study_id)
    extract = queries.extract(view.the_study, extract_id)
    own = queries.own(extract, request.user.pk)  # type: ignore[arg-type]
    codes = queries.codes(view.the_study)
    form = forms.ReadingForm(
        request.POST or None,
        codes=[(code.key, f"{code.label}: {code.definition}") for code in codes],
        initial={"codes": own.codes if own else []},
    )
    if request.method == "POST" and act(form, actions.coding.code, actor=request.user, at=clock.now(), extract=extract):
        messages.success(request, _("Kept your codes."))
        return redirect("evaluation:coding", study_id)
    context = presenters.frame(view, "coding") | {"form": form, "extract": extract, "codes": codes}
    return show(request, "evaluation/code_extract.html", context)
