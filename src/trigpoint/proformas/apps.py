from django.apps import AppConfig


class ProformasConfig(AppConfig):
    name = "trigpoint.proformas"
    label = "proformas"

    def ready(self) -> None:
        from trigpoint.proformas import receivers  # noqa: F401, PLC0415 - subscribes
        from trigpoint.proformas.web import places  # noqa: PLC0415 - needs the apps

        places.register()
