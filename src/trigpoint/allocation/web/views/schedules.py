"""A schedule: while it is looked for, as a draft beside today, and once it is published."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.allocation.actions import publishing, publishing_later
from trigpoint.allocation.actions import schedules as actions
from trigpoint.allocation.queries import drafts
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.forms import PublishAllForm, PublishForm, ReasonForm
from trigpoint.allocation.web.presenters import schedules as presenters
from trigpoint.allocation.web.presenters import starts
from trigpoint.kernel import clock
from trigpoint.ui.web import act, is_fragment, show


@login_required
def schedule(request: HttpRequest, schedule_id: uuid.UUID) -> HttpResponse:
    """What it holds, as a table, a calendar or a map; while it is looked for, how far that is."""
    found, scope = asking.schedule(request, schedule_id)
    if not drafts.is_open(found):
        page = presenters.searching(found, scope)
        template = "allocation/searching_part.html" if is_fragment(request) else "allocation/searching.html"
        return show(request, template, page)
    if is_fragment(request):  # the search has ended while somebody looked on
        return HttpResponse(headers={"HX-Refresh": "true"})
    draft = drafts.of(found, scope, on=clock.today())
    form = PublishForm(initial={"version": found.version})
    return show(request, "allocation/schedule.html", presenters.page(draft, scope, request, form))


@login_required
@require_POST
def stop(request: HttpRequest, schedule_id: uuid.UUID) -> HttpResponse:
    """End the search, keep the best."""
    found, scope = asking.schedule(request, schedule_id)
    actions.stop(actor=request.user, at=clock.now(), schedule=found)  # type: ignore[arg-type]  # signed in
    messages.success(request, _("It stops in a moment, and keeps the best that it has found."))
    found.refresh_from_db()
    return redirect(starts.address(scope)) if found.state == "discarded" else redirect("allocation:schedule", found.pk)


@login_required
@require_POST
def discard(request: HttpRequest, schedule_id: uuid.UUID) -> HttpResponse:
    """Put it aside."""
    found, scope = asking.schedule(request, schedule_id)
    actions.discard(actor=request.user, at=clock.now(), schedule=found)  # type: ignore[arg-type]  # signed in
    messages.success(request, _("The draft is put aside. Nothing has changed for anybody."))
    return redirect(starts.address(scope))


@login_required
def publish(request: HttpRequest, schedule_id: uuid.UUID) -> HttpResponse:
    """Make it everybody's; where guards ask for a reason, give one for all."""
    draft = asking.draft(request, schedule_id)
    found, scope = asking.schedule(request, schedule_id)
    many = len(draft.wanted) > publishing_later.MANY
    kind, action = (PublishAllForm, publishing_later.ask) if many else (PublishForm, publishing.publish)
    form = kind(request.POST or None, initial={"version": found.version})
    if many and request.method == "POST" and act(form, action, actor=request.user, at=clock.now(), schedule=found):
        messages.success(request, _("It is being published. You may leave this page and come back."))
        return redirect("allocation:schedule", found.pk)
    if not many and request.method == "POST" and act(form, action, actor=request.user, at=clock.now(), schedule=found):
        messages.success(request, _("Published. Everybody whose dates or seats have changed is told by mail."))
        return redirect("allocation:schedule", found.pk)
    return show(request, "allocation/publish.html", presenters.publishing(draft, scope, form))


@login_required
def undo(request: HttpRequest, schedule_id: uuid.UUID) -> HttpResponse:
    """Put everything back as it was before."""
    found, scope = asking.schedule(request, schedule_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and act(form, publishing.undo, actor=request.user, at=clock.now(), schedule=found):
        messages.success(request, _("Dates and teams are as they were before. Everybody concerned is told by mail."))
        return redirect("allocation:schedule", found.pk)
    return show(request, "allocation/undo.html", presenters.undoing(found, scope, form))
