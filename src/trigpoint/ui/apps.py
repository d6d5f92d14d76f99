from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "trigpoint.ui"
    label = "ui"
