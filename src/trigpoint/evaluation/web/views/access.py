"""Which evaluator may look, what for and until when: for the programme's staff."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.evaluation import actions, rules
from trigpoint.evaluation.queries import scope, studies
from trigpoint.evaluation.web import forms, presenters
from trigpoint.kernel import clock
from trigpoint.ui.web import act, show


@login_required
def access(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Grants of this programme, and a form for another."""
    view = scope.load_programme(request.hats, programme_id, on=clock.today())  # type: ignore[attr-defined]
    rules.may_grant(view).require()
    people = studies.evaluators(view.programme, view)
    form = forms.GrantForm(request.POST or None, people=[(str(person.pk), person.name) for person in people])
    if request.method == "POST" and form.is_valid():
        person = next(person for person in people if str(person.pk) == form.cleaned_data["person"])
        given = {"programme": view.programme, "person": person}
        if act(form, actions.access.give, actor=request.user, at=clock.now(), **given):
            messages.success(request, _("Access is given. It ends by itself."))
            return redirect("evaluation:access", programme_id)
    context = {
        "programme": view.programme,
        "grants": studies.grants(view.programme),
        "people": people,
        "today": view.on,
        "trail": presenters.trail(),
        "form": form,
    }
    return show(request, "evaluation/access.html", context)


@login_required
@require_POST
def end_access(request: HttpRequest, programme_id: uuid.UUID, grant_id: uuid.UUID) -> HttpResponse:
    """Take access back."""
    view = scope.load_programme(request.hats, programme_id, on=clock.today())  # type: ignore[attr-defined]
    rules.may_grant(view).require()
    grant = studies.grant(view.programme, grant_id)
    actions.access.end(actor=request.user, at=clock.now(), grant=grant)
    messages.success(request, _("Access has ended."))
    return redirect("evaluation:access", programme_id)
