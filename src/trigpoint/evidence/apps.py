from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "trigpoint.evidence"
    label = "evidence"

    def ready(self) -> None:
        from trigpoint.evidence import receivers  # noqa: F401, PLC0415 - subscribes
        from trigpoint.evidence.web import places  # noqa: PLC0415 - needs the apps

        places.register()
