"""Reactions to what happens elsewhere."""

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate

from trigpoint.kernel import clock
from trigpoint.programmes.actions import review_models

NEEDED = {"programmes_reviewmodel", "frameworks_framework", "frameworks_areamap", "audit_entry"}


def publish_what_ships(*, using: str, plan: list[tuple[Any, bool]] = [], **_: Any) -> None:  # noqa: B006 - Django's own
    """Whenever the tables are up to date, publish the frameworks and review models that come with the product."""
    backwards = any(is_backwards for _migration, is_backwards in plan)
    connection = connections[using]
    if not backwards and set(connection.introspection.table_names()) >= NEEDED:
        review_models.publish_shipped(at=clock.now())


def connect(sender: object) -> None:
    post_migrate.connect(publish_what_ships, sender=sender, dispatch_uid="programmes.publish_what_ships")
