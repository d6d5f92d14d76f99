"""Empty seats, who could step in, and what each school gives and receives."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.allocation.actions import invitations, repairs, searching
from trigpoint.allocation.queries import fairness as fairness_queries
from trigpoint.allocation.queries import invitations as asked
from trigpoint.allocation.queries import reserves
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.forms import RepairForm, StepInForm
from trigpoint.allocation.web.presenters import gaps as presenters
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries import accounts
from trigpoint.ui.web import act, show

SECONDS = 4


@login_required
def gaps(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """Each gap with its cause and what would help."""
    scope = asking.cycle(request, cycle_id)
    board = reserves.board(scope, on=clock.today())
    return show(request, "allocation/gaps.html", {**presenters.board(board), "form": RepairForm()})


@login_required
@require_POST
def repair(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """A draft that fills the empty seats with the fewest changes."""
    scope = asking.cycle(request, cycle_id)
    form = RepairForm(request.POST)
    made = act(
        form,
        repairs.repair,
        actor=request.user,
        at=clock.now(),
        scope=scope,
        options=reserves.NOW,
        seconds=SECONDS,
    )
    if not made:
        board = reserves.board(scope, on=clock.today())
        return show(request, "allocation/gaps.html", {**presenters.board(board), "form": form})
    searching.run(schedule_id=made.pk, now=clock.now)
    return redirect("allocation:schedule", made.pk)


@login_required
def step_in(request: HttpRequest, cycle_id: uuid.UUID, invitation_id: uuid.UUID) -> HttpResponse:
    """Who could take the seat of somebody who can't come; one click asks the first."""
    scope = asking.cycle(request, cycle_id)
    row = asked.to_fill(scope.cycle_ids, invitation_id)
    bench = reserves.bench(scope, row, on=clock.today())
    form = StepInForm(request.POST or None, people=presenters.offers(bench))
    if request.method == "POST" and form.is_valid():
        person = accounts.by_id(form.cleaned_data["person"])
        if person is None:
            raise Missing
        given = {"actor": request.user, "at": clock.now(), "invitation": row, "person": person}
        if act(form, invitations.step_in, **given):
            messages.success(request, _("Saved. %(name)s has been asked by mail.") % {"name": person.name})
            return redirect("allocation:gaps", cycle_id)
    return show(request, "allocation/step_in.html", {**presenters.seat(bench), "form": form})


@login_required
def fairness(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """One partnership's give and take."""
    return _fair(request, asking.cycle(request, cycle_id))


@login_required
def programme_fairness(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A whole programme's."""
    return _fair(request, asking.programme(request, programme_id))


def _fair(request: HttpRequest, scope: Scope) -> HttpResponse:
    found = fairness_queries.load(scope, on=clock.today())
    return show(request, "allocation/fairness.html", presenters.fairness(found, scope, request.GET.get("page")))
