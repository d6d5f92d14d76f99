"""Pages of the register."""

from django.urls import path

from trigpoint.organisations.web import views

app_name = "organisations"

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/import/", views.import_register, name="import_register"),
    path("register/files/<uuid:file_id>/", views.file, name="file"),
    path("networks/", views.networks, name="networks"),
    path("schools/", views.schools, name="schools"),
    path("schools/suggest/", views.suggest, name="suggest"),
    path("schools/<uuid:school_id>/", views.school, name="school"),
]
