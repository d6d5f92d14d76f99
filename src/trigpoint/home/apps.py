from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from trigpoint.ui import navigation, panels


class HomeConfig(AppConfig):
    name = "trigpoint.home"
    label = "home"

    def ready(self) -> None:
        navigation.register(_("My work"), "home:my_work", order=10)  # type: ignore[arg-type]  # lazy text
        if settings.DEMO:
            hint = panels.Panel(order=10, template="home/demo_hint.html", build=lambda _request: {})
            panels.register_panel("sign_in", hint)
