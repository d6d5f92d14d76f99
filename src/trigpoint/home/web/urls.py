"""A person's work list, and what only a demonstration shows."""

from django.conf import settings
from django.urls import path

from trigpoint.home.web import views

app_name = "home"

urlpatterns = [path("", views.my_work, name="my_work")]
if settings.DEMO:
    urlpatterns += [
        path("demo/", views.demo_people, name="demo_people"),
        path("demo/mail/", views.demo_mail, name="demo_mail"),
    ]
