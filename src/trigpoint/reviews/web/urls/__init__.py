"""Addresses of reviews: each subject keeps its own list."""

from trigpoint.reviews.web.urls import models, preparation, schedule

app_name = "reviews"

urlpatterns = [*schedule.urlpatterns, *preparation.urlpatterns, *models.urlpatterns]
