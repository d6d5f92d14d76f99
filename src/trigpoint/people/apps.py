import importlib

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trigpoint.access.roles import Role
from trigpoint.ui import navigation


class PeopleConfig(AppConfig):
    name = "trigpoint.people"
    label = "people"

    def ready(self) -> None:
        importlib.import_module("trigpoint.people.receivers")
        navigation.identify_by(_identity)
        navigation.register_footer(_("Worried about a child?"), "people:worried")  # type: ignore[arg-type]  # lazy text
        navigation.register(_("People"), "people:people", order=60)  # type: ignore[arg-type]  # lazy text


def _identity(request: HttpRequest) -> navigation.Identity | None:
    if not navigation.signed_in(request):
        return None
    name = getattr(request.user, "name", "")
    held = {hat.role for hat in request.hats.worn}  # type: ignore[attr-defined]
    part = ", ".join([str(role.label) for role in Role if role in held][:2])
    return navigation.Identity(
        name=name, part=part, href=reverse("people:account"), sign_out_href=reverse("account_logout")
    )
