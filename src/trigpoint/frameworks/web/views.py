"""A framework to read."""

import uuid

from django.http import HttpRequest, HttpResponse

from trigpoint.frameworks.queries import one
from trigpoint.frameworks.web import presenters
from trigpoint.kernel.errors import Missing
from trigpoint.ui.web import show


def framework(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """Themes, aspects and statements. Nothing in it is about anybody: whoever has a role may read it."""
    if not request.hats.worn:
        raise Missing
    found = one(framework_id)
    language = request.GET.get("language", request.LANGUAGE_CODE)
    return show(request, "frameworks/framework.html", presenters.framework(found, language=language))
