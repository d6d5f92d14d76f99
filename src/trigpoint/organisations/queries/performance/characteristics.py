"""What kind of school each was in a year: from the census, the inspections and the results of that year."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models.fields.json import KeyTextTransform

from trigpoint.organisations.enums import Kind, Reason
from trigpoint.organisations.models import School, SchoolFigures
from trigpoint.organisations.queries.performance import cells
from trigpoint.organisations.queries.performance.cells import Cell
from trigpoint.organisations.queries.performance.families import Families, families
from trigpoint.organisations.queries.performance.panel import Where


class Figure(NamedTuple):
    """A value, or the reason why there is none."""

    value: float | None
    reason: Reason | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Characteristics:
    """
    A school as it was in the school year that ends in `year`.

    Name, phase, type, region and place are the register's of today; the rest is of the year's own tables. Percentages
    run from 0 to 100; `overall` is Ofsted's grade from 1 to 4 at the last full inspection by then.
    """

    urn: int
    year: int
    name: str
    status: str
    phase: str
    type_code: int | None
    type_name: str
    region: str
    la_code: int | None
    la_name: str
    urban_rural: str
    religious_character: str
    trust_uid: int | None
    open_on: dt.date | None
    close_on: dt.date | None
    roll: Figure
    percent_fsm: Figure
    percent_fsm_ever: Figure
    percent_eal: Figure
    percent_sen_support: Figure
    percent_ehcp: Figure
    idaci_fifth: Figure
    overall: Figure
    inspected_on: dt.date | None
    cohort: Figure
    percent_disadvantaged: Figure
    key_stage_1: Figure


_CENSUS = ("NOR", "NUMFSM", "PNUMFSMEVER", "PNUMEAL", "PSENELK", "PSENELSE")
_OFSTED = ("Overall effectiveness", "The income deprivation affecting children index (IDACI) quintile")
_KS2 = ("TELIG", "PTFSM6CLA1A", "TKS1AVERAGE")
_ONE_OF = "urn = ANY(%s)"  # one array: a list of 20,000 numbers takes long to be put together
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NONE: Cell = (None, Reason.NOT_HELD)


def characteristics(
    year: int, *, urns: Iterable[int] | None = None, where: Where | None = None
) -> Iterator[Characteristics]:
    """
    One for each school that the register holds, by URN: those asked for, or all of England's.

    What the year's tables say under a URN that the school had before is followed. Inspections are of the newest file of
    that year or one before it. At most twelve queries, however many schools.
    """
    matching = (where or Where()).urns() if urns is None or where else []
    wanted = matching if urns is None else list(dict.fromkeys(urns))
    if urns is not None and where:
        wanted = sorted(set(wanted) & set(matching))
    related = families()
    schools = School.objects.extra(where=[_ONE_OF], params=[wanted]).order_by("urn")  # noqa: S610 - ours, with a parameter
    lineages = {urn: _lineage(related, urn) for urn in wanted}
    keys = {urn for lineage in lineages.values() for urn in lineage}
    census = _held(Kind.CENSUS, _CENSUS, [year], keys)
    results = _held(Kind.KS2, _KS2, [year], keys)
    inspections = _held(Kind.OFSTED, _OFSTED, _years_to(year), keys)
    days = _inspected(year, keys)
    for school in schools.iterator(chunk_size=2000):
        lineage = lineages[school.urn or 0]
        roll, meals, ever, eal, support, ehcp = _nearest(census, lineage, len(_CENSUS))
        overall, idaci = _nearest(inspections, lineage, len(_OFSTED))
        cohort, disadvantaged, prior = _nearest(results, lineage, len(_KS2))
        yield Characteristics(
            urn=school.urn or 0,
            year=year,
            **{name: getattr(school, name) for name in _OF_TODAY},
            trust_uid=school.trust_id,  # type: ignore[attr-defined]
            roll=Figure(*roll),
            percent_fsm=_share(meals, roll),
            percent_fsm_ever=Figure(*ever),
            percent_eal=Figure(*eal),
            percent_sen_support=Figure(*support),
            percent_ehcp=Figure(*ehcp),
            idaci_fifth=Figure(*idaci),
            overall=Figure(*overall),
            inspected_on=next((days[urn] for urn in lineage if urn in days), None),
            cohort=Figure(*cohort),
            percent_disadvantaged=Figure(*disadvantaged),
            key_stage_1=Figure(*prior),
        )


_OF_TODAY = (
    "name", "status", "phase", "type_code", "type_name", "region", "la_code", "la_name", "urban_rural",
    "religious_character", "open_on", "close_on",
)  # fmt: skip


def _lineage(related: Families, urn: int) -> list[int]:
    if not related.has(urn):
        return [urn]
    return [one for level in related.lineage(related.today(urn)) for one in level]


def _held(kind: Kind, columns: Sequence[str], years: Sequence[int], keys: set[int]) -> dict[int, list[Cell]]:
    """By URN the newest row of these years."""
    newest: dict[int, tuple[int, list[Cell]]] = {}
    for urn, year, found in cells.read(SchoolFigures, kind, columns, years, keys):
        if int(urn) not in newest or newest[int(urn)][0] < year:
            newest[int(urn)] = (year, found)
    return {urn: found for urn, (_year, found) in newest.items()}


def _years_to(year: int) -> list[int]:
    years = SchoolFigures.objects.filter(source=Kind.OFSTED, year__lte=year)
    return list(years.values_list("year", flat=True).distinct())


def _inspected(year: int, keys: set[int]) -> dict[int, dt.date]:
    rows = SchoolFigures.objects.filter(source=Kind.OFSTED, year__lte=year).order_by("year")
    rows = rows.extra(where=[_ONE_OF], params=[list(keys)])  # noqa: S610 - the same
    dated = rows.annotate(inspected=KeyTextTransform("Inspection start date", "words"))
    days: dict[int, dt.date] = {}
    for urn, day in dated.values_list("urn", "inspected"):
        if day and _DAY.fullmatch(day):
            days[urn] = dt.date.fromisoformat(day)
    return days


def _nearest(held: dict[int, list[Cell]], lineage: Sequence[int], width: int) -> list[Cell]:
    """Each cell from the row nearest to today that has a number in it; else the reason that the nearest row gives."""
    rows = [held[urn] for urn in lineage if urn in held]
    if not rows:
        return [_NONE] * width
    return [next((row[n] for row in rows if row[n][1] is None), rows[0][n]) for n in range(width)]


def _share(part: Cell, whole: Cell) -> Figure:
    if part[0] is None or not whole[0]:
        return Figure(None, part[1] or whole[1] or Reason.NOT_APPLICABLE)
    return Figure(100 * part[0] / whole[0], None)
