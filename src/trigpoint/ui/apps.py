from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "trigpoint.ui"
    label = "ui"

    def ready(self) -> None:
        from trigpoint.ui import words  # noqa: PLC0415 - needs settings

        words.speak()
