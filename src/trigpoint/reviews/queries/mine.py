"""The reviews that a person may know of, nearest first."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from trigpoint.access.hats import Hats
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.parts import visible_to

OVER = ("closed", "cancelled")


def visible(hats: Hats) -> QuerySet[Review]:
    """Those that go on first, by the day of the visit; then those that are over, the latest first."""
    over = Case(When(state__in=OVER, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        visible_to(hats)
        .select_related("host", "partnership", "cycle")
        .annotate(over=over)
        .order_by("over", "-visit_starts_on", "pk")
    )
