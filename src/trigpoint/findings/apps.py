from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "trigpoint.findings"
    label = "findings"
