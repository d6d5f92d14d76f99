from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "trigpoint.allocation"
    label = "allocation"

    def ready(self) -> None:
        from trigpoint.allocation import receivers  # noqa: F401, PLC0415 - subscribes
        from trigpoint.allocation.web import places  # noqa: PLC0415 - needs the apps

        places.register()
