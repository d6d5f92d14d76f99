from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "trigpoint.access"
    label = "access"
