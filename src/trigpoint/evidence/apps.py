from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "trigpoint.evidence"
    label = "evidence"

    def ready(self) -> None:
        from trigpoint.evidence import receivers  # noqa: F401, PLC0415 - subscribes
        from trigpoint.evidence.queries import holding  # noqa: PLC0415 - needs the apps
        from trigpoint.evidence.web import places  # noqa: PLC0415
        from trigpoint.reviews.queries import holding as in_reviews  # noqa: PLC0415

        places.register()
        in_reviews.register(holding.held)
