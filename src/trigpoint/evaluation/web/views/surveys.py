"""Questionnaires, waves and what came back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.evaluation import actions, rules
from trigpoint.evaluation.queries import sheets
from trigpoint.evaluation.queries import surveys as queries
from trigpoint.evaluation.web import forms, presenters, scopes, waiting
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.ui.web import act, show


@login_required
def surveys(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """All questionnaires and waves, with how many answered."""
    view = scopes.reading(request, study_id)
    rows = [{"wave": one, "rate": presenters.percent(one.share)} for one in queries.results(view.the_study)]
    context = presenters.frame(view, "surveys") | {"waves": rows, "instruments": queries.instruments(view.the_study)}
    return show(request, "evaluation/surveys.html", context)


@login_required
def publish(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Write a questionnaire, or another version of one."""
    view = scopes.working(request, study_id)
    initial = {"name": _("Leaders"), "arm": "programme", "points": 5, "items": forms.OURS}
    form = forms.InstrumentForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(
        form, actions.surveys.publish, actor=request.user, at=clock.now(), study=view.the_study
    ):
        messages.success(request, _("The questionnaire is published. Say next when it goes out."))
        return redirect("evaluation:surveys", study_id)
    return show(request, "evaluation/publish_instrument.html", presenters.frame(view, "surveys") | {"form": form})


@login_required
def open_wave(request: HttpRequest, study_id: uuid.UUID, instrument_id: uuid.UUID) -> HttpResponse:
    """Say when it goes out."""
    view = scopes.working(request, study_id)
    instrument = queries.instrument(view.the_study, instrument_id)
    form = forms.WaveForm(request.POST or None)
    given = {"study": view.the_study, "instrument": instrument}
    if request.method == "POST":
        made = act(form, actions.surveys.open_wave, actor=request.user, at=clock.now(), **given)
        if made:
            messages.success(request, _("Bring the answers here when they are in."))
            return redirect("evaluation:wave", study_id, made.pk)
    context = presenters.frame(view, "surveys") | {"form": form, "instrument": instrument}
    return show(request, "evaluation/open_wave.html", context)


@login_required
def wave(request: HttpRequest, study_id: uuid.UUID, wave_id: uuid.UUID) -> HttpResponse:
    """What came back; and a file of answers: look first, then keep."""
    view = scopes.reading(request, study_id)
    found = queries.wave(view.the_study, wave_id)
    what = f"wave {wave_id}"
    form = forms.FileForm.of(request)
    context = presenters.frame(view, "wave") | {"wave": found, "form": form}
    if request.method == "POST":
        rules.may_work(view).require()
    if request.method == "POST" and "keep" in request.POST:
        data = waiting.found(request.session, what)
        if data is None:
            raise Missing
        rows = actions.surveys.take(actor=request.user, at=clock.now(), wave=found, data=data)
        waiting.forget(request.session)
        messages.success(request, presenters.kept(rows))
        return redirect("evaluation:wave", study_id, wave_id)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read(waiting.MOST)
        sheet = sheets.responses(found, data)
        if not sheet.mistakes:
            waiting.keep(request.session, what, data)
        context |= {"sheet": sheet, "facts": presenters.response_facts(sheet.facts) if sheet.facts else ""}
    result = queries.results(view.the_study, only=wave_id)[0]
    context |= {"result": result, "rate": presenters.percent(result.share)}
    context |= {"tables": presenters.wave_tables(result) if result.asked else []}
    return show(request, "evaluation/wave.html", context)
