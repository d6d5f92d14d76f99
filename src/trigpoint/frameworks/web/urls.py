"""Pages of frameworks."""

from django.urls import path

from trigpoint.frameworks.web import schemas, views

app_name = "frameworks"

MAPS = "networks/<uuid:network_id>/maps/"
MAP = MAPS + "<uuid:framework_id>/<uuid:inspection_id>/"

urlpatterns = [
    path("schemas/trigpoint-framework-1.json", schemas.framework, name="framework_schema"),
    path("schemas/trigpoint-area-map-1.json", schemas.area_map, name="map_schema"),
    path("frameworks/<uuid:framework_id>/", views.framework, name="framework"),
    path("frameworks/<uuid:framework_id>/file/", views.framework_file, name="framework_file"),
    path(MAPS, views.maps, name="maps"),
    path(MAP, views.area_map, name="map"),
    path(MAP + "draw/", views.draw, name="draw_map"),
    path(MAP + "drop/", views.drop, name="drop_map"),
]
