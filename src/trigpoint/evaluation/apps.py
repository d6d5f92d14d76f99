from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "trigpoint.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from trigpoint.evaluation.web import places  # noqa: PLC0415 - needs the apps

        places.register()
