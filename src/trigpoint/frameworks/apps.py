from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "trigpoint.frameworks"
    label = "frameworks"
