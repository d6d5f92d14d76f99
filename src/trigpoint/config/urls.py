"""Every context's pages, under one roof."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from trigpoint.config.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("trigpoint.people.web.account_urls")),
    path("api/", api.urls),
    *(
        path("", include(f"trigpoint.{context}.web.urls"))
        for context in reversed(settings.CONTEXTS)
        if find_spec(f"trigpoint.{context}.web") and find_spec(f"trigpoint.{context}.web.urls")
    ),
]

handler400 = "trigpoint.ui.web.bad_request"
handler403 = "trigpoint.ui.web.forbidden"
handler404 = "trigpoint.ui.web.not_found"
handler500 = "trigpoint.ui.web.server_error"
