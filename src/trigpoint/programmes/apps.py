from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "trigpoint.programmes"
    label = "programmes"
