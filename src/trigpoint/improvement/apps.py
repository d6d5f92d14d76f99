from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "trigpoint.improvement"
    label = "improvement"

    def ready(self) -> None:
        from trigpoint.improvement import receivers  # noqa: F401, PLC0415 - subscribes
        from trigpoint.improvement.web import places  # noqa: PLC0415 - needs the apps

        places.register()
