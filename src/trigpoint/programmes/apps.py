from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "trigpoint.programmes"
    label = "programmes"

    def ready(self) -> None:
        from trigpoint.programmes import receivers  # noqa: PLC0415
        from trigpoint.programmes.queries import places  # noqa: PLC0415 - tables are there from now on
        from trigpoint.programmes.web import places as pages  # noqa: PLC0415

        places.register()
        pages.register()
        receivers.connect(self)
