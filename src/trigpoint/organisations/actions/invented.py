"""Schools that nobody has built, with results that nobody has got: for a simulation, and marked as invented."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations import rules
from trigpoint.organisations.enums import Kind
from trigpoint.organisations.models import FiguresLayout, School, SchoolFigures

FIRST, LAST = 900_000, 999_999
"""The register gives no URN in this span."""

type Row = tuple[int, int, Sequence[float | None]]
"""URN, year, and a figure for each column; None where few pupils would be recognised."""


@action("organisations.add_invented")
def add(
    *,
    actor: AbstractBaseUser | None,
    at: dt.datetime,
    hats: Hats | None,
    schools: Iterable[Mapping[str, Any]],
    figures: Mapping[Kind, tuple[Sequence[str], Iterable[Row]]],
) -> int:
    """Add many at once; says how many schools. `figures`: by table, its columns and rows. Raises Unacceptable."""
    rules.may_add_school(hats).require()
    made = [School(**given, is_invented=True) for given in schools]
    if any(school.urn is None or not FIRST <= school.urn <= LAST for school in made):
        said = {"first": FIRST, "last": LAST}
        raise Unacceptable({"schools": [_("Invented schools have URNs from %(first)d to %(last)d.") % said]})
    School.objects.bulk_create(made, batch_size=1000)
    for kind, (columns, rows) in figures.items():
        layout, _created = FiguresLayout.objects.get_or_create(
            digest=f"invented {kind.value}", defaults={"columns": list(columns)}
        )
        found = [_figures(kind, layout, at, row) for row in rows]
        SchoolFigures.objects.bulk_create(found, batch_size=2000)
    return len(made)


def _figures(kind: Kind, layout: FiguresLayout, at: dt.datetime, row: Row) -> SchoolFigures:
    urn, year, values = row
    return SchoolFigures(
        source=kind,
        urn=urn,
        year=year,
        layout=layout,
        values=list(values),
        signs="".join("S" if value is None else "." for value in values),
        as_of=at.date(),
        digest=b"",
    )
