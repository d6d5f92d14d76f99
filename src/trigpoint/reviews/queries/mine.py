"""The reviews that a person may know of, nearest first."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from trigpoint.access.hats import Hats
from trigpoint.organisations.queries import by_id
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.parts import visible_to

OVER = ("closed", "cancelled")


class Listed:
    """Reviews for a list with pages: put in order on their own, and only the page that is asked for with its schools."""

    def __init__(self, rows: QuerySet[Review]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return self._rows.count()

    def __getitem__(self, part: slice) -> list[Review]:
        page = _in_order(Review.objects.filter(pk__in=_in_order(self._rows)[part].values("pk")))
        return list(page.select_related("host", "partnership", "cycle").defer(*by_id.beyond_name("host")))


def visible(hats: Hats) -> Listed:
    """Those that go on first, by the day of the visit; then those that are over, the latest first."""
    return Listed(visible_to(hats))


def _in_order(rows: QuerySet[Review]) -> QuerySet[Review]:
    over = Case(When(state__in=OVER, then=Value(1)), default=Value(0), output_field=IntegerField())
    return rows.order_by(over, "-visit_starts_on", "pk")
