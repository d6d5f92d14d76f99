from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "trigpoint.messaging"
    label = "messaging"
