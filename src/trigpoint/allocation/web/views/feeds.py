"""One's own calendar: a secret address that calendar programs read."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from trigpoint.allocation.actions import feeds as actions
from trigpoint.allocation.queries import feeds as queries
from trigpoint.kernel import clock
from trigpoint.messaging.calendars import ics as written
from trigpoint.ui.web import show

HOUR = dt.timedelta(hours=1)


@login_required
def feed(request: HttpRequest) -> HttpResponse:
    """Make the address, make another, make an end of it. It is shown once."""
    address = ""
    if request.method == "POST":
        if request.POST.get("do") == "close":
            actions.close(actor=request.user, at=clock.now())  # type: ignore[arg-type]  # signed in
        else:
            made = actions.renew(actor=request.user, at=clock.now())  # type: ignore[arg-type]  # signed in
            address = settings.PUBLIC_URL + reverse("allocation:ics", args=[made.secret])
    return show(request, "allocation/feed.html", {"address": address, "known": queries.known(request.user.pk)})


@login_not_required
@require_GET
def ics(request: HttpRequest, secret: str) -> HttpResponse:
    """For calendar programs, which can't sign in: whoever has the address reads the dates."""
    found = queries.dated(secret, on=clock.today())
    answer = HttpResponse(written(found, at=clock.now()), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = f"private, max-age={int(HOUR.total_seconds())}"
    answer["X-Robots-Tag"] = "noindex"
    return answer
