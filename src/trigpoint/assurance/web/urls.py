"""Pages of assurance."""

from django.urls import path

from trigpoint.assurance.web import views

app_name = "assurance"

urlpatterns = [
    path("reviews/<uuid:review_id>/how-it-went/", views.process_feedback, name="process_feedback"),
    path("reviews/<uuid:review_id>/how-it-went/decline/", views.decline, name="decline_process_feedback"),
]
