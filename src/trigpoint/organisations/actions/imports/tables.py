"""The tables that figures go to: a row stays until one of a newer day, or of a more final file, takes its place."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection
from psycopg import sql

from trigpoint.organisations.actions.imports.figures import Row, digest_of
from trigpoint.organisations.actions.imports.report import Outcome
from trigpoint.organisations.actions.imports.shelves import Key
from trigpoint.organisations.models import AreaFigures, FiguresLayout, SchoolFigures

type _Standing = tuple[dt.date, int, bytes]
"""What decides between two rows for one place: the day, how final the file was, and last the larger digest."""

_COLUMNS = ("source", "year", "{key}", "layout_id", "values", "signs", "words", "as_of", "stage", "digest")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class FiguresShelf:
    """Rows of figures, each under its table, its year, and its URN or area."""

    def __init__(
        self, model: type[SchoolFigures | AreaFigures], columns: Sequence[str], as_of: dt.date, stage: int
    ) -> None:
        self._table = sql.Identifier(model._meta.db_table)
        self._key = "urn" if model is SchoolFigures else "area"
        self._names = [name.format(key=self._key) for name in _COLUMNS]
        self._layout = str(_layout(columns).pk)
        self._as_of, self._stage = as_of, stage
        self._held: dict[Key, _Standing] = {}
        self._new: dict[Key, str] = {}
        self._changed: dict[Key, str] = {}

    def fetch(self, keys: Sequence[Key]) -> None:
        """Have at hand what decides about the rows under these keys, and forget the rest."""
        self._held = {}
        query = sql.SQL(
            "SELECT source, year, {key}, as_of, stage, digest FROM {table} "
            "WHERE source = ANY(%s) AND year = ANY(%s) AND {key} = ANY(%s)"
        ).format(key=sql.Identifier(self._key), table=self._table)
        sources, years, whose = ({key[n] for key in keys} for n in range(3))
        with connection.cursor() as cursor:
            cursor.execute(query, [list(sources), list(years), list(whose)])
            for source, year, who, as_of, stage, digest in cursor:
                self._held[source, year, who] = (as_of, stage, bytes(digest))

    def put(self, key: Key, _said_by: str, said: dict[str, Any]) -> Outcome:
        row: Row = said["row"]
        stage = said.get("stage", self._stage)
        before = self._held.get(key)
        standing = (self._as_of, stage, row.digest)
        if before is not None and standing <= before:
            return "unchanged"
        self._held[key] = standing
        line = self._line(key, row, stage)
        if before is None or key in self._new:
            self._new[key] = line
        else:
            self._changed[key] = line
        if before is None:
            return "created"
        return "unchanged" if before[2] == row.digest else "updated"

    def _line(self, key: Key, row: Row, stage: int) -> str:
        source, year, who = key
        words, signs = row.words.translate(_ESCAPES), row.signs
        return (
            f"{source}\t{year}\t{who}\t{self._layout}\t{row.values}\t{signs}\t{words}\t{self._as_of}\t{stage}\t"
            f"\\\\x{row.digest.hex()}\n"
        )

    def write(self, _at: Any) -> None:
        """New rows go straight in; others by way of a table of their own."""
        with connection.cursor() as cursor:
            if self._new:
                self._copy(cursor, self._table, self._new)
            if self._changed:
                incoming = sql.Identifier("incoming_figures")
                cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(incoming))
                listed = sql.SQL(", ").join(map(sql.Identifier, self._names))
                cursor.execute(
                    sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                        incoming, listed, self._table
                    )
                )
                self._copy(cursor, incoming, self._changed)
                cursor.execute(self._update(incoming))
        self._new, self._changed = {}, {}

    def _copy(self, cursor: Any, table: sql.Identifier, lines: dict[Key, str]) -> None:
        listed = sql.SQL(", ").join(map(sql.Identifier, self._names))
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(table, listed)) as copy:
            copy.write("".join(lines.values()))

    def _update(self, incoming: sql.Identifier) -> sql.Composed:
        changes = sql.SQL(", ").join(
            sql.SQL("{0} = incoming.{0}").format(sql.Identifier(name)) for name in self._names[3:]
        )
        return sql.SQL(
            "UPDATE {table} held SET {changes} FROM {incoming} incoming "
            "WHERE held.source = incoming.source AND held.year = incoming.year AND held.{key} = incoming.{key}"
        ).format(table=self._table, changes=changes, incoming=incoming, key=sql.Identifier(self._key))


def _layout(columns: Sequence[str]) -> FiguresLayout:
    found, _created = FiguresLayout.objects.get_or_create(
        digest=digest_of(columns), defaults={"columns": list(columns)}
    )
    return found
