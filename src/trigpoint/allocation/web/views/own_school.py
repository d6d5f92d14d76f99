"""A school's own days and what it can spare, kept by its head: as forms, and as a file that is looked at first."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trigpoint.allocation.actions import files as file_actions
from trigpoint.allocation.queries import own_school as queries
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.forms import CapacityForm, WindowForm
from trigpoint.allocation.web.presenters import people as presenters
from trigpoint.allocation.web.views import files
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries.networks import Network, School
from trigpoint.programmes.actions import school_days as actions
from trigpoint.programmes.queries import school_days as day_queries
from trigpoint.programmes.queries.calendar import year_of
from trigpoint.ui.web import act, show


@login_required
def school(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> HttpResponse:
    """INSET days, exams, own holidays and days without visits; and how many people can be spared."""
    own = _own(request, network_id, school_id)
    forms = keep(request, own.network, own.school)
    if forms is None:
        return redirect("allocation:own_school", network_id, school_id)
    page = presenters.own_school(own, year_of(clock.today()))
    return show(request, "allocation/own_school.html", {**page, **forms})


def keep(request: HttpRequest, network: Network, place: School) -> dict[str, Any] | None:
    """The two forms about one school, its days and what it can spare; None once something was saved."""
    is_days = request.POST.get("form") == "days"
    now = presenters.capacity_values(day_queries.capacity(network.pk, place.pk))
    spare = CapacityForm(None if is_days else request.POST or None, initial=now)
    days = WindowForm(request.POST if is_days else None)
    if request.method == "POST":
        form, action = (days, actions.add_window) if is_days else (spare, actions.set_capacity)
        if act(form, action, actor=request.user, at=clock.now(), network=network, school=place):
            messages.success(request, _("Saved. It holds from the next proposal on."))
            return None
    return {"spare": spare, "days": days}


@login_required
@require_POST
def remove(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> HttpResponse:
    """Let the network's calendar hold on these days again."""
    own = _own(request, network_id, school_id)
    row = queries.one_window(own, asking.posted_id(request, "window"))
    actions.remove_window(actor=request.user, at=clock.now(), window=row)  # type: ignore[arg-type]  # signed in
    messages.success(request, _("Saved."))
    return redirect("allocation:own_school", network_id, school_id)


@login_required
@require_GET
def take(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID, kind: str) -> HttpResponse:
    """One table as CSV, or both as a workbook."""
    own = _own(request, network_id, school_id)
    if kind not in ("workbook", *queries.SHEETS):
        raise Missing
    return files.given(own, kind, sheets=queries.SHEETS)


@login_required
def bring(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> HttpResponse:
    """Show what each row of a file would do; then do it."""
    own = _own(request, network_id, school_id)
    here = reverse("allocation:own_school", args=[network_id, school_id])
    return files.looked_at_first(
        request,
        own,
        lambda lines: file_actions.take_in_own(
            actor=request.user,  # type: ignore[arg-type]  # signed in
            at=clock.now(),
            network=own.network,
            school=own.school,
            lines=lines,
        ),
        back=here,
        trail=[{"text": own.school.name, "href": here}],
    )


def _own(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> queries.Own:
    return queries.load(asking.hats(request), network_id, school_id, on=clock.today())
