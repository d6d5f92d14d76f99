from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "trigpoint.organisations"
    label = "organisations"
