from django.apps import AppConfig


class ProformasConfig(AppConfig):
    name = "trigpoint.proformas"
    label = "proformas"

    def ready(self) -> None:
        from trigpoint.proformas import receivers  # noqa: F401, PLC0415 - subscribes
        from trigpoint.proformas.queries import holding  # noqa: PLC0415 - needs the apps
        from trigpoint.proformas.web import places  # noqa: PLC0415
        from trigpoint.reviews.queries import holding as in_reviews  # noqa: PLC0415

        places.register()
        in_reviews.register(holding.held)
