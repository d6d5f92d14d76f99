from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from trigpoint.ui import navigation


class OrganisationsConfig(AppConfig):
    name = "trigpoint.organisations"
    label = "organisations"

    def ready(self) -> None:
        navigation.register(_("Schools"), "organisations:register", order=70)  # type: ignore[arg-type]  # lazy text
        navigation.register(
            _("Networks"),  # type: ignore[arg-type]
            "organisations:networks",
            order=85,
            shown=lambda request: request.hats.is_operator,  # type: ignore[attr-defined]
        )
