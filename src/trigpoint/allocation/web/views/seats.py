"""Change a draft by hand: who sits where, and when; with what each choice would do beside it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.allocation.actions import drafts as actions
from trigpoint.allocation.queries import seat as queries
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.forms import MoveForm, SwapForm
from trigpoint.allocation.web.presenters import seats as presenters
from trigpoint.kernel import clock
from trigpoint.ui.web import act, show


@login_required
def seat(request: HttpRequest, schedule_id: uuid.UUID) -> HttpResponse:
    """Who has this seat, who else could, and why somebody can't."""
    draft = asking.draft(request, schedule_id)
    key, which, leaves = (request.GET.get(name, "") for name in ("review", "seat", "leaves"))
    if not key:
        return redirect("allocation:schedule", schedule_id)
    found = queries.seat(draft, key, which, leaves)
    known = presenters.seat(draft, found)
    form = SwapForm(request.POST or None, people=known.offered, initial={"version": draft.schedule.version})
    if request.method == "POST" and act(
        form,
        actions.swap,
        actor=request.user,
        at=clock.now(),
        schedule=draft.schedule,
        review=key,
        seat=which,
        leaves=leaves,
    ):
        messages.success(request, _("The draft is changed. Nobody else sees it before you publish."))
        return redirect("allocation:schedule", schedule_id)
    return show(request, "allocation/seat.html", {**known.context, "form": form})


@login_required
def move(request: HttpRequest, schedule_id: uuid.UUID) -> HttpResponse:
    """Another day for one review of the draft."""
    draft = asking.draft(request, schedule_id)
    key = request.GET.get("review", "")
    if not key:
        return redirect("allocation:schedule", schedule_id)
    page = presenters.move(draft, key)
    form = MoveForm(
        request.POST or None, initial={"version": draft.schedule.version, "starts_on": page["booking"].start}
    )
    if request.method == "POST" and act(
        form, actions.move, actor=request.user, at=clock.now(), schedule=draft.schedule, review=key
    ):
        messages.success(request, _("The draft is changed. Nobody else sees it before you publish."))
        return redirect("allocation:schedule", schedule_id)
    return show(request, "allocation/move.html", {**page, "form": form})
