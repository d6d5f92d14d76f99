"""Worried about a child? Whom to tell, at once. This page stores nothing, not even that it was opened."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from trigpoint.kernel import clock
from trigpoint.people import queries
from trigpoint.ui.web import show


@require_safe
@never_cache
def worried(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    schools = queries.safeguarding.schools_of(request.hats, on=on)  # HatsMiddleware's
    return show(request, "people/worried.html", {"schools": queries.safeguarding.safeguarding(schools, on)})
