from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "trigpoint.assurance"
    label = "assurance"
