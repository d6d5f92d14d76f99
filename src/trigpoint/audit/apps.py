from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "trigpoint.audit"
    label = "audit"
