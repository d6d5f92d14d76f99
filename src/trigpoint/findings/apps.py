from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "trigpoint.findings"
    label = "findings"

    def ready(self) -> None:
        from trigpoint.findings.queries import holding  # noqa: PLC0415 - needs the apps
        from trigpoint.findings.web import places  # noqa: PLC0415
        from trigpoint.reviews.queries import holding as in_reviews  # noqa: PLC0415

        places.register()
        in_reviews.register(holding.held)
