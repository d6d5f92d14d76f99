from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "trigpoint.findings"
    label = "findings"

    def ready(self) -> None:
        from trigpoint.findings.web import places  # noqa: PLC0415 - needs the apps

        places.register()
