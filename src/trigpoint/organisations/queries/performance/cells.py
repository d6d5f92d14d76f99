"""Cells of the tables of figures as they are read back: a number, or the reason why there is none."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from psycopg import sql

from trigpoint.organisations.enums import A_NUMBER, SIGNS, Kind, Reason
from trigpoint.organisations.models import AreaFigures, FiguresLayout, SchoolFigures

type Cell = tuple[float | None, Reason | None]
"""A number, or a reason; never both, never neither."""

REASONS: dict[str | None, Reason] = {
    "": Reason.ROW_ENDS,
    None: Reason.NO_COLUMN,
    **{sign: reason for sign, (_word, reason) in SIGNS.items()},
}

_SELECT = sql.SQL(
    "SELECT f.{key}, f.year, {cells} FROM {table} f LEFT JOIN (VALUES {places}) AS places(layout, {names}) "
    "ON places.layout = f.layout_id WHERE f.source = %s {narrowed}"
)


def read(
    model: type[SchoolFigures | AreaFigures],
    source: Kind,
    columns: Sequence[str],
    years: Sequence[int] | None,
    keys: Iterable[int] | Iterable[str] | None = None,
) -> Iterable[tuple[int | str, int, list[Cell]]]:
    """Of each row its URN (or area), its year, and a cell for each column asked for. Without `years` all. Two queries."""
    places = [
        (layout, *[held.index(name) + 1 if name in held else None for name in columns])
        for layout, held in FiguresLayout.objects.values_list("pk", "columns")
    ]
    if not places or (years is not None and not years):
        return
    names = [f"at{n}" for n in range(len(columns))]
    key = "urn" if model is SchoolFigures else "area"
    cells = [
        sql.SQL("f.values[places.{0}], substr(f.signs, places.{0}, 1)").format(sql.Identifier(name)) for name in names
    ]
    one_layout = sql.SQL("(%s::uuid{})").format(sql.SQL(", %s::int") * len(columns))
    query = _SELECT.format(
        key=sql.Identifier(key),
        cells=sql.SQL(", ").join(cells),
        table=sql.Identifier(model._meta.db_table),  # noqa: SLF001 - public description
        places=sql.SQL(", ").join([one_layout] * len(places)),
        names=sql.SQL(", ").join(map(sql.Identifier, names)),
        narrowed=sql.SQL("").join(
            sql.SQL("AND f.{} = ANY(%s) ").format(sql.Identifier(name))
            for name, wanted in (("year", years), (key, keys))
            if wanted is not None
        ),
    )
    given: list[Any] = [value for place in places for value in place]
    given += [source.value, *(list(wanted) for wanted in (years, keys) if wanted is not None)]
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        for who, year, *found in cursor:
            yield who, year, [cell(found[n], found[n + 1]) for n in range(0, len(found), 2)]


def cell(value: float | None, sign: str | None) -> Cell:
    """A stored number and its sign as what they say."""
    return (value, None) if sign == A_NUMBER else (None, REASONS[sign])
