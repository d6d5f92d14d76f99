"""Every context's pages, under one roof."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("trigpoint.ui.urls")),
    path("account/", include("trigpoint.people.web.account_urls")),
]

handler400 = "trigpoint.ui.web.bad_request"
handler403 = "trigpoint.ui.web.forbidden"
handler404 = "trigpoint.ui.web.not_found"
handler500 = "trigpoint.ui.web.server_error"
