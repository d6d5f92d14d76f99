from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "trigpoint.evidence"
    label = "evidence"
