"""Pages of dates and teams."""

app_name = "allocation"

urlpatterns: list[object] = []
