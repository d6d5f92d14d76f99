"""Propose dates and teams: for a partnership within the request, for a whole programme in the background."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.allocation.actions import schedules as actions
from trigpoint.allocation.actions import searching
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.forms import AskForAllForm, AskForm
from trigpoint.allocation.web.presenters import starts as presenters
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Unacceptable
from trigpoint.ui.web import show

SECONDS = 4
WITHIN_THE_REQUEST = 14  # schools: more take longer than somebody should wait with a page open


@login_required
def schedules(request: HttpRequest) -> HttpResponse:
    """What the person may plan: partnerships that they lead, programmes that they run. Where it is only one, that one."""
    found = presenters.planned(asking.hats(request))
    if len(found) == 1:
        return redirect(found[0]["href"])
    return show(request, "allocation/schedules.html", {"planned": found})


@login_required
def cycle(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """One button; what was asked last time stands in the form."""
    scope = asking.cycle(request, cycle_id)
    return _start(request, scope, AskForm(request.POST or None, model=presenters.model_of(scope)))


@login_required
def programme(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """All partnerships of a programme that don't rest."""
    scope = asking.programme(request, programme_id)
    return _start(request, scope, AskForAllForm(request.POST or None, model=presenters.model_of(scope)))


def _start(request: HttpRequest, scope: Scope, form: AskForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        later = scope.partnership is None or presenters.size(scope) > WITHIN_THE_REQUEST
        try:
            made = actions.ask(
                actor=request.user,  # type: ignore[arg-type]  # signed in
                at=clock.now(),
                scope=scope,
                options=_options(form),
                seconds=60 * form.cleaned_data.get("minutes", 0) or (60 if later else SECONDS),
                later=later,
            )
        except Unacceptable as problem:
            for name, said in problem.errors.items():
                for one in said:
                    form.add_error(name if name in form.fields else None, one)
        else:
            if later:
                messages.success(request, _("It is being looked for. You may leave this page and come back."))
            else:
                searching.run(schedule_id=made.pk, now=clock.now)
            return redirect("allocation:schedule", made.pk)
    return show(request, "allocation/start.html", presenters.page(scope, asking.hats(request), form))


def _options(form: AskForm) -> Options:
    known = set(Options.__dataclass_fields__)
    return Options(**{name: value for name, value in form.cleaned_data.items() if name in known})
