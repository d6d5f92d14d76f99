"""What is settled before the rest is looked for."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.allocation.actions import pins as actions
from trigpoint.allocation.queries import pins as queries
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.forms import PinForm
from trigpoint.allocation.web.presenters import people as presenters
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries import accounts
from trigpoint.ui.web import act, show


@login_required
def pins(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """All that is settled in this cycle; and, with ?school=…, a form for one school."""
    scope = asking.cycle(request, cycle_id)
    facts = queries.facts(scope, on=clock.today())
    host = next((host for host in facts.hosts if str(host.school.pk) == request.GET.get("school")), None)
    form = PinForm(request.POST or None, people=presenters.choices(facts)) if host else None
    if request.method == "POST" and host is None:
        raise Missing
    if request.method == "POST" and form is not None and form.is_valid():
        chosen = form.cleaned_data["person"]
        given = {"scope": scope, "cycle": scope.cycles[0], "school": host.school}  # type: ignore[union-attr]
        person = accounts.by_id(chosen) if chosen else None
        if act(form, actions.pin, actor=request.user, at=clock.now(), **given, person=person):
            messages.success(request, _("Settled. It holds from the next proposal on."))
            return redirect("allocation:pins", cycle_id)
    page = presenters.pins(facts, host)
    return show(request, "allocation/pins.html", {**page, "form": form})


@login_required
@require_POST
def unpin(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """Let it be looked for again."""
    scope = asking.cycle(request, cycle_id)
    row = queries.one(scope, asking.posted_id(request, "pin"))
    actions.unpin(actor=request.user, at=clock.now(), scope=scope, pin=row)  # type: ignore[arg-type]  # signed in
    messages.success(request, _("It is open again."))
    return redirect("allocation:pins", cycle_id)
