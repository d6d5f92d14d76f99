"""A review and the model that it goes by: what people would change in it, and going over to a newer version."""

from django.urls import path

from trigpoint.reviews.web.views import suggestions, versions

REVIEW = "reviews/<uuid:review_id>/"

urlpatterns = [
    path(REVIEW + "suggestions/", suggestions.suggestions, name="suggestions"),
    path(REVIEW + "model/", versions.versions, name="versions"),
    path(REVIEW + "model/<uuid:review_model_id>/", versions.move_version, name="move_version"),
]
