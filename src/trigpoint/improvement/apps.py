from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "trigpoint.improvement"
    label = "improvement"
