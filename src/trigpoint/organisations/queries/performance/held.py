"""Which tables of figures are held, of which years."""

import dataclasses

from django.db.models import Count

from trigpoint.organisations.enums import Kind
from trigpoint.organisations.models import AreaFigures, SchoolFigures


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A table of one year: how many schools and areas it has here."""

    source: Kind
    year: int
    schools: int
    areas: int


def held(source: Kind | None = None) -> list[Held]:
    """By source and year. Two queries."""
    schools, areas = _counts(SchoolFigures, source), _counts(AreaFigures, source)
    return [
        Held(source=Kind(kind), year=year, schools=schools.get((kind, year), 0), areas=areas.get((kind, year), 0))
        for kind, year in sorted({*schools, *areas})
    ]


def _counts(model: type[SchoolFigures | AreaFigures], source: Kind | None) -> dict[tuple[str, int], int]:
    rows = model.objects.filter(source=source) if source else model.objects.all()
    return {(kind, year): n for kind, year, n in rows.values_list("source", "year").annotate(n=Count("*"))}
