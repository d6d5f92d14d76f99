"""Which tables of figures are held, of which years."""

import dataclasses
import datetime as dt

from django.db.models import Count, Max

from trigpoint.organisations.enums import Kind
from trigpoint.organisations.models import AreaFigures, SchoolFigures


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A table of one year: how many schools and areas it has here, and the newest day of which it speaks."""

    source: Kind
    year: int
    schools: int
    areas: int
    as_of: dt.date


def held(source: Kind | None = None) -> list[Held]:
    """By source and year. Two queries."""
    found: dict[tuple[str, int], dict[str, int | dt.date]] = {}
    for what, model in (("schools", SchoolFigures), ("areas", AreaFigures)):
        rows = model.objects.filter(source=source) if source else model.objects.all()
        for kind, year, n, as_of in rows.values_list("source", "year").annotate(n=Count("pk"), on=Max("as_of")):
            of_year = found.setdefault((kind, year), {"schools": 0, "areas": 0, "as_of": as_of})
            of_year[what] = n
            of_year["as_of"] = max(of_year["as_of"], as_of)  # type: ignore[type-var]
    return [
        Held(source=Kind(kind), year=year, **row)  # type: ignore[arg-type]
        for (kind, year), row in sorted(found.items())
    ]


def years(source: Kind = Kind.KS2) -> list[int]:
    """The years of a table of schools that are held, oldest first."""
    return list(SchoolFigures.objects.filter(source=source).order_by("year").values_list("year", flat=True).distinct())
