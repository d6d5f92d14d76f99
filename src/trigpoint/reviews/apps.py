from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "trigpoint.reviews"
    label = "reviews"

    def ready(self) -> None:
        from trigpoint.people.queries import safeguarding  # noqa: PLC0415 - tables are ready only now
        from trigpoint.reviews.queries import visited  # noqa: PLC0415 - the same
        from trigpoint.reviews.web import places  # noqa: PLC0415 - the same

        safeguarding.register_schools(visited.hosts)
        places.register()
