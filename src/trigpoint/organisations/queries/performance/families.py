"""Which URNs are one school: through conversions and amalgamations, as the register links them."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from psycopg import sql

from trigpoint.organisations.enums import Status


@dataclasses.dataclass(frozen=True, slots=True)
class Families:
    """
    For a URN those that it came from (`before`), and those that it became (`after`).

    Tables of results name academies that are only planned: a URN is one that a school became when the register has it as
    more than proposed, or when figures stand under it.
    """

    before: Mapping[int, frozenset[int]]
    after: Mapping[int, frozenset[int]]

    def today(self, urn: int) -> int:
        """
        The URN that this school has become, through any number of changes.

        A school that was split into several has become none of them: it ends where it was split.
        """
        seen = {urn}
        while len(ahead := self.after.get(urn, frozenset())) == 1:
            (urn,) = ahead
            if urn in seen:
                return min(seen)
            seen.add(urn)
        return urn

    def lineage(self, urn: int) -> list[list[int]]:
        """This URN, then those that it came from, then those that these came from. What was split off is left out."""
        levels, seen, edge = [[urn]], {urn}, [urn]
        while edge:
            edge = sorted(
                {
                    past
                    for one in edge
                    for past in self.before.get(one, ())
                    if past not in seen and len(self.after.get(past, ())) <= 1
                }
            )
            seen.update(edge)
            if edge:
                levels.append(edge)
        return levels

    def has(self, urn: int) -> bool:
        return urn in self.before or urn in self.after


# Each pair of the URN before and the URN after, and whether that after is or was a school.
_PAIRS = sql.SQL("""
WITH pairs AS (
    SELECT DISTINCT
        CASE WHEN type LIKE 'Predecessor%%' THEN link_urn ELSE urn END AS past,
        CASE WHEN type LIKE 'Predecessor%%' THEN urn ELSE link_urn END AS future
    FROM organisations_link
    WHERE (type LIKE 'Predecessor%%' OR type LIKE 'Successor%%') AND urn <> link_urn {narrowed}
)
SELECT past, future,
    EXISTS (SELECT FROM organisations_school s WHERE s.urn = future AND s.status <> %s)
    OR EXISTS (SELECT FROM organisations_schoolfigures f WHERE f.urn = future)
FROM pairs
""")
_NARROWED = sql.SQL("AND (urn = ANY(%s) OR link_urn = ANY(%s))")

type _Pairs = dict[tuple[int, int], bool]


def families() -> Families:
    """All of the register's links from one school to the one after it. One query."""
    return _families(_pairs(None))


def around(urn: int) -> Families:
    """Only what is linked to one school, over any number of links. A query for each step."""
    pairs: _Pairs = {}
    reached: set[int] = set()
    edge = {urn}
    while edge:
        pairs |= _pairs(edge)
        reached |= edge
        edge = {end for pair in pairs for end in pair} - reached
    return _families(pairs)


def _pairs(urns: Iterable[int] | None) -> _Pairs:
    narrowed = sql.SQL("") if urns is None else _NARROWED
    given: list[Any] = [] if urns is None else [list(urns)] * 2
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS.format(narrowed=narrowed), [*given, Status.PROPOSED.value])
        return {(past, future): there for past, future, there in cursor}


def _families(pairs: _Pairs) -> Families:
    before: dict[int, set[int]] = defaultdict(set)
    after: dict[int, set[int]] = defaultdict(set)
    for past, future in pairs:
        before[future].add(past)
    edge = there = {future for (_past, future), is_there in pairs.items() if is_there}
    while edge:  # what became a school that is there was one too
        edge = {past for future in edge for past in before.get(future, ())} - there
        there = there | edge
    for past, future in pairs:
        if future in there:
            after[past].add(future)
    return Families(
        before={urn: frozenset(those) for urn, those in before.items()},
        after={urn: frozenset(those) for urn, those in after.items()},
    )
