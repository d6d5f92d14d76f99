"""The cycle of a partnership on one page: schools and dates, what slips, whom to remind."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.programmes.queries.cycles import of_partnerships
from trigpoint.programmes.queries.scope import visible_to
from trigpoint.reviews.actions import reminders
from trigpoint.reviews.queries import cycle as queries
from trigpoint.reviews.rules import cycle as rules
from trigpoint.reviews.rules import planning
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.presenters import cycle as presenters
from trigpoint.reviews.web.presenters.track import join
from trigpoint.ui.web import show


@login_required
def cycles(request: HttpRequest) -> HttpResponse:
    """The cycles of the partnerships that the person belongs to; where it is only one, that one."""
    found = list(of_partnerships(visible_to(asking.hats(request)).values_list("pk", flat=True)))
    if len(found) == 1:
        return redirect("reviews:cycle", found[0].pk)
    return show(request, "reviews/cycles.html", {"cycles": found})


@login_required
def cycle(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """Schools by dates, late ones named; who gives and receives; a month with its holidays."""
    view = queries.overview(asking.hats(request), cycle_id, on=clock.today())
    rules.may_see(view.standpoint).require()
    return show(request, "reviews/cycle.html", presenters.page(view, request.GET.get("month", "")))


@login_required
@require_POST
def remind(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Mail whoever moves a stage on."""
    scene = asking.scene(request, review_id)
    planning.may_change(scene).require()
    names = reminders.remind(
        actor=request.user, at=clock.now(), review=scene.review, stage=request.POST.get("stage", "")
    )
    messages.success(request, _("%(names)s will get a mail with the date.") % {"names": join(names)})
    return redirect("reviews:cycle", scene.review.cycle_id)
