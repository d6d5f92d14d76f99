"""Figures of the country and its authorities, and how pupils' scores were distributed."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from trigpoint.organisations.enums import Kind, Reason
from trigpoint.organisations.models import AreaFigures
from trigpoint.organisations.queries.performance import cells, measures

ALL_SCHOOLS = "england/all"
STATE_SCHOOLS = "england/state"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A figure of an area in a year: a value, or the reason why there is none."""

    area: str
    year: int
    value: float | None
    reason: Reason | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """
    How pupils' scaled scores were distributed in the country: what an effect size is divided by.

    `sd` is over pupils (divided by their number), `pupils` those who have a scaled score. `source` says which table it
    was worked out from, in words fit to be printed.
    """

    measure: str
    year: int
    mean: float
    sd: float
    pupils: int
    source: str
    as_of: dt.date


def totals(
    measure: str, *, years: Sequence[int], areas: Sequence[str] = (STATE_SCHOOLS,), source: Kind = Kind.KS2
) -> list[Total]:
    """
    One for each area and year, in that order. Areas: `england/all`, `england/state`, `la/936`, `trust/2044`, and
    `england/primary`, `england/secondary`, `england/special` of the census. Raises Missing for a measure not known.
    """
    found, table = measures.measure(measure, source), measures.table(source)
    held = {
        (str(area), year): cell
        for area, year, (cell,) in cells.read(AreaFigures, source, [found.name], list(years), areas)
    }
    rows = []
    for area in areas:
        for year in years:
            missing = Reason.NO_TESTS if year in table.no_tests else Reason.NOT_HELD
            value, reason = held.get((area, year), (None, missing))
            rows.append(Total(area=area, year=year, value=value, reason=reason))
    return rows


def spread(measure: str, *, year: int) -> Spread | None:
    """The distribution of READ_AVERAGE, MAT_AVERAGE or GPS_AVERAGE in a year; None when its table is not held."""
    subject = measures.table(Kind.KS2).column(measure).partition("_")[0]
    row = AreaFigures.objects.filter(source=Kind.KS2_NATIONAL, year=year, area=ALL_SCHOOLS).select_related("layout")
    found = row.first()
    if found is None:
        return None
    known = dict(zip(found.layout.columns, found.values, strict=False))
    mean, sd, pupils = (known.get(f"{subject}_{what}") for what in ("AVERAGE", "SD", "PUPILS"))
    if mean is None or sd is None or pupils is None:
        return None
    return Spread(
        measure=f"{subject}_AVERAGE",
        year=year,
        mean=mean,
        sd=sd,
        pupils=int(pupils),
        source=f"{measures.table(Kind.KS2_NATIONAL).publisher}, {year - 1}/{year % 100:02}",
        as_of=found.as_of,
    )


def spreads(measure: str) -> list[Spread]:
    """All years of it that are held, oldest first."""
    years = AreaFigures.objects.filter(source=Kind.KS2_NATIONAL).order_by("year").values_list("year", flat=True)
    return [found for year in dict.fromkeys(years) if (found := spread(measure, year=year))]
