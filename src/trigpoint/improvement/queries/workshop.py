"""A review's workshop, whole."""

from django.db.models import Prefetch

from trigpoint.improvement.models import Attendance, Issue, Option, Workshop
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.queries.scene import Scene

__all__ = ["Attendance", "Issue", "Option", "Workshop", "find", "get"]


def find(scene: Scene) -> Workshop | None:
    """The workshop with its people, issues, causes and options, in a fixed number of queries; None before it is prepared."""
    return (
        Workshop.objects.filter(review=scene.review)
        .prefetch_related(
            Prefetch("attendances", Attendance.objects.select_related("person")),
            "issues__causes",
            "issues__options",
        )
        .first()
    )


def get(scene: Scene) -> Workshop:
    """The same; Missing before it is prepared."""
    found = find(scene)
    if found is None:
        raise Missing
    return found
