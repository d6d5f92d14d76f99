from django.urls import path

from trigpoint.ui.web import gallery

app_name = "ui"

urlpatterns = [path("gallery/", gallery.gallery, name="gallery")]
