from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "trigpoint.assurance"
    label = "assurance"

    def ready(self) -> None:
        from trigpoint.assurance import receivers  # noqa: F401, PLC0415 - subscribes
        from trigpoint.assurance.web import places  # noqa: PLC0415 - needs the apps

        places.register()
