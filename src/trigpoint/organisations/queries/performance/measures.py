"""The measures that are known by name: `shipped/measures.yaml`, read once."""

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from trigpoint.kernel.errors import Missing
from trigpoint.organisations.enums import Kind

_FILE = Path(__file__).parents[2] / "shipped" / "measures.yaml"
_SPAN = re.compile(r"(.+)_(3YR|[12]\d)")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What a number of a unit can be; outside of it, a cell is not understood.
LIMITS = {
    "percent": (0.0, 100.0),
    "score": (40.0, 140.0),
    "progress": (-100.0, 100.0),
    "points": (0.0, 100.0),
    "grade": (1.0, 4.0),
    "level": (1.0, 5.0),
    "pupils": (0.0, 100_000_000.0),
    "schools": (0.0, 100_000.0),
    "number": (-1e9, 1e9),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """
    One column of a public table.

    `name` is the publisher's, `unit` one of LIMITS, `group` the pupils it is of ("" for all of them). `span` is "year",
    "three years" (together), or "earlier year" (repeated from before). `count` names the column with the number that a
    percentage is of. `why_not` gives the years for which it was not published, and why.
    """

    name: str
    title: str
    kind: str
    unit: str
    group: str = ""
    group_title: str = ""
    span: str = "year"
    count: str = ""
    main: bool = False
    why_not: Mapping[int, str] = dataclasses.field(default_factory=dict)

    @property
    def is_outcome(self) -> bool:
        """Whether it can answer "did pupils gain?": attainment or progress of the year itself."""
        return self.kind in ("attainment", "progress") and self.span == "year"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A kind of table: who publishes it, its columns, and the years in which there was nothing to publish."""

    kind: Kind
    title: str
    publisher: str
    first: int
    no_tests: Mapping[int, str]
    not_published: Mapping[int, str]
    measures: Mapping[str, Measure]
    words: frozenset[str]
    left_out: frozenset[str]
    dates: frozenset[str]
    own: Mapping[str, str]

    def column(self, name: str) -> str:
        """The column's own name: as the list has it, else in capitals when the table's names are."""
        plain = " ".join(name.replace("\ufeff", "").split())
        known = self.own.get(plain.casefold())
        if known:
            return known
        return plain if self.kind is Kind.OFSTED else plain.upper()

    def measure(self, column: str) -> Measure | None:
        """What a column is of, when it is known: also of three years together and of an earlier year."""
        known = self.measures.get(column)
        if known:
            return known
        repeated = _SPAN.fullmatch(column)
        first = self.measures.get(repeated[1]) if repeated else None
        if repeated is None or first is None:
            return None
        span = "three years" if repeated[2] == "3YR" else "earlier year"
        return dataclasses.replace(first, name=column, span=span, main=False)


@functools.cache
def tables() -> Mapping[Kind, Table]:
    """All kinds of tables, by kind."""
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe loaders
    return {Kind(key): _table(Kind(key), said) for key, said in data.items() if isinstance(said, dict)}


def table(kind: Kind | str) -> Table:
    """Raises Missing when that kind of file holds no figures."""
    found = tables().get(Kind(kind))
    if found is None:
        raise Missing
    return found


def known(kind: Kind | str = Kind.KS2, *, main: bool = False, outcomes: bool = False) -> list[Measure]:
    """The measures of a table, in its order: all, the main ones, or those that can be an outcome."""
    return [
        measure
        for measure in table(kind).measures.values()
        if (measure.main or not main) and (measure.is_outcome or not outcomes)
    ]


def measure(name: str, kind: Kind | str = Kind.KS2) -> Measure:
    """A measure by its name, capitals or not. Raises Missing when the list has none of that name."""
    of_kind = table(kind)
    found = of_kind.measure(of_kind.column(name))
    if found is None:
        raise Missing
    return found


def with_tests(years: Sequence[int]) -> list[int]:
    """Those of these years in which Key Stage 2 tests were taken."""
    without = table(Kind.KS2).no_tests
    return [year for year in years if year not in without]


def _table(kind: Kind, said: Mapping[str, Any]) -> Table:
    measures = {m.name: m for m in _measures(said)}
    words, left_out = frozenset(said.get("words", ())), frozenset(said.get("left_out", ()))
    own = {name.casefold(): name for name in (*measures, *words, *left_out)}
    own |= {name.casefold(): to for name, to in said.get("also", {}).items() if name.casefold() not in own}
    return Table(
        kind=kind,
        title=said["title"],
        publisher=said["publisher"],
        first=said.get("first", 0),
        no_tests=said.get("no_tests", {}),
        not_published=said.get("not_published", {}),
        measures=measures,
        words=words,
        left_out=left_out,
        dates=frozenset(said.get("dates", ())),
        own=own,
    )


def _measures(said: Mapping[str, Any]) -> Iterator[Measure]:
    groups, parts = said.get("groups", {}), said.get("parts", {})
    for one in said["measures"]:
        why_not = dict.fromkeys(one["not_for"]["years"], one["not_for"]["why"]) if "not_for" in one else {}
        for group in ("", *one.get("groups", ())):
            name = f"{one['name']}_{group}" if group else one["name"]
            first = Measure(
                name=name,
                title=one["title"],
                kind=one["kind"],
                unit=one["unit"],
                group=group,
                group_title=groups.get(group, ""),
                count=one.get("count", ""),
                main=bool(one.get("main")) and not group,
                why_not=why_not,
            )
            yield first
            for part, title in parts.items() if one.get("parts") else ():
                yield dataclasses.replace(
                    first, name=f"{name}_{part}", title=f"{first.title} ({title})", kind="limit", main=False
                )
