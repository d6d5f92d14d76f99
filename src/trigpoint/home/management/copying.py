"""
Many rows at once, by COPY: for a benchmark's invented data, and for nothing else.

It asks no rule and writes no ledger, so it knows tables by their names only and no context offers it.
"""

import datetime as dt
import random
import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models

type Row = dict[str, Any]

BY_THE_DATABASE = (models.AutoField,)


class Copier:
    """Fills tables and counts what it wrote. Ids come from a seed, so that the same numbers give the same rows."""

    def __init__(self, *, at: dt.datetime, seed: int) -> None:
        self.at, self.random = at, random.Random(seed)  # noqa: S311
        self.written: Counter[str] = Counter()

    def id(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def fill(self, table: str, rows: Iterable[Row]) -> None:
        """
        Write the rows, each by column (`host_id`); what a row leaves out gets the field's default.

        The connection is busy until the last row: what makes the rows can't ask the database anything.
        """
        model = apps.get_model(table)
        fields = [f for f in model._meta.concrete_fields if not isinstance(f, BY_THE_DATABASE)]  # noqa: SLF001
        columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
        name = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001
        with connection.cursor() as cursor, cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([self._value(field, row) for field in fields])
                self.written[table] += 1

    def _value(self, field: "models.Field[Any, Any]", row: Row) -> Any:
        if field.attname in row:
            value = row[field.attname]
        elif field.primary_key:
            return self.id()
        elif getattr(field, "auto_now_add", False):
            return self.at
        else:
            value = field.get_default()
        return field.get_db_prep_save(value, connection) if isinstance(field, models.JSONField) else value
