"""The JSON Schemas of frameworks and maps, for editors that complete and check as one types. They are about nobody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from trigpoint.frameworks.queries import checks, map_checks


@login_not_required
def framework(request: HttpRequest) -> HttpResponse:
    """As it stands in the code, for anybody."""
    return HttpResponse(checks.SCHEMA.read_bytes(), content_type="application/schema+json")


@login_not_required
def area_map(request: HttpRequest) -> HttpResponse:
    """The same, of a map."""
    return HttpResponse(map_checks.SCHEMA.read_bytes(), content_type="application/schema+json")
