from django.apps import AppConfig
from django.conf import settings

from trigpoint.ui import panels


class HomeConfig(AppConfig):
    name = "trigpoint.home"
    label = "home"

    def ready(self) -> None:
        if settings.DEMO:
            hint = panels.Panel(order=10, template="home/demo_hint.html", build=lambda _request: {})
            panels.register_panel("sign_in", hint)
