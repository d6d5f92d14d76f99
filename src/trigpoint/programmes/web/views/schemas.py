"""The JSON Schema of review models, for editors that complete and check as one types. It is about nobody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from trigpoint.programmes.queries.checks import SCHEMA


@login_not_required
def review_model(request: HttpRequest) -> HttpResponse:
    """As it stands in the code, for anybody."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
