from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "trigpoint.kernel"
    label = "kernel"
