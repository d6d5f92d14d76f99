"""The tables that sayings go to: what is held is fetched a batch at a time, joined, and written back in bulk."""

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql

from trigpoint.organisations.actions.imports import columns, facts
from trigpoint.organisations.actions.imports.facts import Facts
from trigpoint.organisations.actions.imports.report import Outcome
from trigpoint.organisations.actions.imports.wales import AUTHORITIES
from trigpoint.organisations.models import Group, Link, Membership, Provenance, School

type Key = tuple[Any, ...]


class PlainShelf:
    """A table whose rows stand for themselves: groups, memberships, links."""

    def __init__(
        self, model: type[models.Model], key: dict[str, str], project: Callable[[Key, Facts], columns.Columns]
    ) -> None:
        self._model = model
        self._key = key
        self._project = project
        self._held: dict[Key, tuple[uuid.UUID, Facts]] = {}
        self._dirty: dict[Key, None] = {}

    def fetch(self, keys: Sequence[Key]) -> None:
        """Have what is held under these keys at hand, and forget the rest."""
        self._held = {}
        names = sql.SQL(", ").join(map(sql.Identifier, self._key))
        arrays = sql.SQL(", ").join(sql.SQL("%s::{}[]").format(sql.SQL(kind)) for kind in self._key.values())
        query = sql.SQL(
            "SELECT {names}, id, facts FROM {table} JOIN unnest({arrays}) AS wanted({names}) USING ({names})"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                query.format(names=names, table=sql.Identifier(self._model._meta.db_table), arrays=arrays),
                [list(part) for part in zip(*dict.fromkeys(keys), strict=True)],
            )
            for *key, id_, held in cursor:
                self._held[tuple(key)] = (id_, _loaded(held))

    def put(self, key: Key, said_by: str, said: dict[str, Any]) -> Outcome:
        before = self._held.get(key)
        id_, held = before or (uuid.uuid4(), {})
        joined, changed, touched = facts.join(held, said_by, said)
        if before is None or touched:
            self._held[key] = (id_, joined)
            self._dirty[key] = None
        if before is None:
            return "created"
        if changed and self._closes(held, joined):
            return "closed"
        return "updated" if changed else "unchanged"

    def _closes(self, before: Facts, after: Facts) -> bool:
        return _status(before) != "closed" == _status(after)

    def write(self, at: Any) -> None:
        rows = []
        for key in self._dirty:
            id_, held = self._held[key]
            rows.append({"id": id_, "created_at": at, **self._project(key, held), "facts": _dumped(held)})
        self._dirty = {}
        upsert(self._model, rows)


class SchoolShelf:
    """
    Schools under their URN or under their Welsh number.

    `field` names the key; the other register's facts of the same row are kept as they are.
    """

    def __init__(self, field: str) -> None:
        self._field = field
        self._held: dict[int, Known] = {}
        self._dirty: dict[int, None] = {}
        self._unmatched: dict[int, Known] | None = None

    def fetch(self, keys: Sequence[Key]) -> None:
        """Have what is held under these keys at hand, and forget the rest."""
        self._held = {}
        for school in known_schools(
            sql.SQL("s.{} = ANY(%s)").format(sql.Identifier(self._field)), [k[0] for k in keys]
        ):
            self._held[getattr(school, self._field)] = school

    def _found(self, number: int, said: dict[str, Any]) -> "Known | None":
        """
        The row of a school that is new under this key: the other register may have brought it already.

        A Welsh school number is the authority's code and the establishment number of the extract.
        """
        la, establishment = said.get("la", [None])[0], said.get("number")
        if not la or establishment is None or la not in AUTHORITIES:
            return None
        if self._unmatched is None:
            self._unmatched = {s.welsh_key: s for s in sorted(welsh_schools(), key=Known.rank) if s.lacks(self._field)}
        school = self._unmatched.pop(la * 10_000 + establishment, None)
        if school:
            setattr(school, self._field, number)
            school.changed = True
        return school

    def put(self, key: Key, said_by: str, said: dict[str, Any]) -> Outcome:
        number = key[0]
        school = self._held.get(number) or self._found(number, said)
        fresh = school is None
        school = school or Known.new(self._field, number)
        self._held[number] = school
        held = school.facts if self._field == "urn" else school.welsh_facts
        joined, changed, touched = facts.join(held, said_by, said)
        if not (fresh or touched):
            return "unchanged"
        if self._field == "urn":
            school.facts = joined
        else:
            school.welsh_facts = joined
        school.changed = school.changed or changed or fresh
        self._dirty[number] = None
        if fresh:
            return "created"
        if changed and _status(held) != "closed" == _status(joined):
            return "closed"
        return "updated" if changed else "unchanged"

    def write(self, at: Any) -> None:
        dirty = [self._held[number] for number in self._dirty]
        self._dirty = {}
        write_schools(dirty, at)


class Known:
    """A school as far as the registers know it."""

    __slots__ = ("changed", "facts", "id", "urn", "welsh_facts", "welsh_number")

    def __init__(
        self, id_: uuid.UUID, urn: int | None, welsh_number: int | None, held: Facts, welsh_facts: Facts
    ) -> None:
        self.id = id_
        self.urn = urn
        self.welsh_number = welsh_number
        self.facts = held
        self.welsh_facts = welsh_facts
        self.changed = False

    @classmethod
    def new(cls, field: str, number: int) -> "Known":
        is_urn = field == "urn"
        return cls(uuid.uuid4(), number if is_urn else None, None if is_urn else number, {}, {})

    def lacks(self, field: str) -> bool:
        return getattr(self, field) is None

    @property
    def welsh_key(self) -> int:
        """The Welsh school number that the extract's own numbers make; without an extract, that of the list."""
        if self.urn is None:
            return self.welsh_number or 0
        said = facts.newest(self.facts)
        la, establishment = said.get("la", ([0], ""))[0][0], said.get("number", (0, ""))[0]
        return (la or 0) * 10_000 + establishment if la in AUTHORITIES else 0

    def rank(self) -> tuple[bool, int]:
        """Which of two establishments under one number the list means: one that is not closed, then the newest URN."""
        return _status(self.facts) != "closed", self.urn or 0


def known_schools(condition: sql.Composable, values: Sequence[int] = ()) -> list[Known]:
    query = sql.SQL(
        "SELECT s.id, s.urn, s.welsh_number, p.facts, p.welsh_facts FROM {school} s "
        "LEFT JOIN {provenance} p ON p.school_id = s.id WHERE {condition}"
    ).format(
        school=sql.Identifier(School._meta.db_table),
        provenance=sql.Identifier(Provenance._meta.db_table),
        condition=condition,
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [list(values)] if values else None)
        return [Known(id_, urn, number, _loaded(held), _loaded(welsh)) for id_, urn, number, held, welsh in cursor]


def welsh_schools() -> list[Known]:
    return known_schools(sql.SQL("s.welsh_number IS NOT NULL OR (s.urn IS NOT NULL AND s.nation = 'wales')"))


def write_schools(schools: Iterable[Known], at: Any) -> None:
    """The rows whose columns may differ, and what all of them are made from."""
    schools = list(schools)
    upsert(
        School,
        [
            {
                "id": school.id,
                "created_at": at,
                **columns.first_trust(school.facts),
                "is_invented": False,
                "is_central_office": False,
                **columns.school(
                    urn=school.urn,
                    welsh_number=school.welsh_number,
                    facts=school.facts,
                    welsh_facts=school.welsh_facts,
                ),
            }
            for school in schools
            if school.changed
        ],
        keep=("trust_uid", "trust_name", "is_invented", "is_central_office"),
    )
    upsert(
        Provenance,
        [
            {
                "school_id": school.id,
                "facts": _dumped(school.facts),
                "welsh_facts": _dumped(school.welsh_facts),
                **columns.trust(school.facts),
            }
            for school in schools
        ],
        key="school_id",
    )


def upsert(
    model: type[models.Model], rows: Sequence[dict[str, Any]], *, key: str = "id", keep: Sequence[str] = ()
) -> None:
    """Write rows in bulk. An old row keeps the columns in `keep`, and its `created_at`."""
    if not rows:
        return
    names = list(rows[0])
    table = sql.Identifier(model._meta.db_table)
    incoming = sql.Identifier(f"incoming_{model._meta.model_name}")
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    kept = {key, "created_at", *keep}
    changes = sql.SQL(", ").join(
        sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name)) for name in names if name not in kept
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(incoming))
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                incoming, listed, table
            )
        )
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(incoming, listed)) as copy:
            for row in rows:
                copy.write_row(list(row.values()))
        cursor.execute(
            sql.SQL(
                "INSERT INTO {table} ({listed}) SELECT {listed} FROM {incoming} "
                "ON CONFLICT ({key}) DO UPDATE SET {changes}"
            ).format(
                table=table,
                listed=listed,
                incoming=incoming,
                key=sql.Identifier(key),
                changes=changes,
            )
        )


def _status(held: Facts) -> str:
    said = {fact: value for facts_of_one in held.values() for fact, value in facts_of_one.items()}
    return str(said.get("status") or ("closed" if said.get("closed") else "open"))


def _loaded(held: Any) -> Facts:
    return json.loads(held) if isinstance(held, str) else (held or {})


def _dumped(held: Facts) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def groups() -> PlainShelf:
    return PlainShelf(Group, {"uid": "integer"}, columns.group)


def memberships() -> PlainShelf:
    return PlainShelf(Membership, {"group_uid": "integer", "urn": "integer"}, columns.membership)


def links() -> PlainShelf:
    return PlainShelf(Link, {"urn": "integer", "link_urn": "integer", "type": "text"}, columns.link)
