"""What one is asked, and one's answer."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.allocation.actions import invitations as actions
from trigpoint.allocation.queries import invitations as queries
from trigpoint.allocation.web.forms import DeclineForm
from trigpoint.allocation.web.presenters import people as presenters
from trigpoint.kernel import clock
from trigpoint.ui.web import act, show


@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    """The seats that one has been asked to take, the nearest first."""
    rows = queries.of_person(request.user.pk, on=clock.today())
    return show(request, "allocation/invitations.html", {"rows": [presenters.invitation(row) for row in rows]})


@login_required
def answer(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Come, or decline; a reason is asked for, and need not be given."""
    row = queries.own(request.user.pk, invitation_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST":
        comes = request.POST.get("answer") == "accept"
        action = actions.accept if comes else actions.decline
        if act(form, action, actor=request.user, at=clock.now(), invitation=row):
            words = _("Thank you. You are on the team for %(host)s.")
            away = _("Thank you for saying so. Somebody else is asked for %(host)s.")
            messages.success(request, (words if comes else away) % {"host": row.review.host.name})
            return redirect("allocation:invitations")
    return show(request, "allocation/answer.html", {"row": presenters.invitation(row), "form": form})
