from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "trigpoint.home"
    label = "home"
