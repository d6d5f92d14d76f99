from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "trigpoint.reviews"
    label = "reviews"
