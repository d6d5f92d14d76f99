"""Pages of frameworks."""

from django.urls import path

from trigpoint.frameworks.web import views

app_name = "frameworks"

urlpatterns = [path("frameworks/<uuid:framework_id>/", views.framework, name="framework")]
