from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "trigpoint.people"
    label = "people"
