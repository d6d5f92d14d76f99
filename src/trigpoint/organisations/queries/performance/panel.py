"""One measure of many schools over years, as it was published, followed through changes of URN."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations.enums import Kind, Nation, Reason, Status
from trigpoint.organisations.models import School, SchoolFigures
from trigpoint.organisations.queries.performance import cells, measures
from trigpoint.organisations.queries.performance.cells import Cell
from trigpoint.organisations.queries.performance.families import Families, families
from trigpoint.organisations.queries.performance.measures import Table

type OfYear = tuple[float | None, Reason | None, int | None]
"""A number or a reason, and the URN that it stood under."""


class PanelRow(NamedTuple):
    """
    One school in one year: a value, or the reason why there is none.

    `urn` is the one that was asked for, or the school's of today; `published_urn` is the one that the row stood under
    when it was published, or None when none did.
    """

    urn: int
    year: int
    value: float | None
    reason: Reason | None
    published_urn: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """
    Schools as the register has them today. What is empty does not narrow.

    One that has become another is not counted beside it: only the URN of today stands for both.
    """

    phases: Sequence[str] = ()
    regions: Sequence[str] = ()
    la_codes: Sequence[int] = ()
    type_codes: Sequence[int] = ()
    not_type_codes: Sequence[int] = ()
    nation: str = Nation.ENGLAND
    open_only: bool = False

    def urns(self) -> list[int]:
        """Their URNs, in order. Two queries."""
        found = School.objects.filter(urn__isnull=False, nation=self.nation)
        for field, wanted in (
            ("phase", self.phases),
            ("region", self.regions),
            ("la_code", self.la_codes),
            ("type_code", self.type_codes),
        ):
            if wanted:
                found = found.filter(**{f"{field}__in": list(wanted)})
        if self.not_type_codes:
            found = found.exclude(type_code__in=list(self.not_type_codes))
        if self.open_only:
            found = found.filter(status__in=(Status.OPEN, Status.CLOSING))
        related = families()
        urns = found.order_by("urn").values_list("urn", flat=True)
        return [urn for urn in urns if urn is not None and related.today(urn) == urn]


def others(where: Where, *, than: Iterable[int]) -> list[int]:
    """The schools of `where` that are none of these, and that none of these has become: whom these may be compared with."""
    related = families()
    ours = {urn for one in than for urn in (one, related.today(one))}
    return [urn for urn in where.urns() if urn not in ours]


def panel(
    measure: str,
    *,
    years: Sequence[int],
    urns: Iterable[int] | None = None,
    where: Where | None = None,
    source: Kind = Kind.KS2,
    follow: bool = True,
) -> Iterator[PanelRow]:
    """
    A row for each school and year, schools by URN (or as `urns` has them), years as asked.

    Without `urns` and `where`: every school that was published in any of the years, under its URN of today. With
    `follow`, a school's rows under the URNs that it had before count as its own where it has no number under a later
    one. A year without tests gives rows that say so; ask `outcomes` instead when the measure is an outcome.

    Raises Missing when the measure is not known. At most five queries, however many schools.
    """
    table = measures.table(source)
    found = measures.measure(measure, source)
    related = families() if follow else Families(before={}, after={})
    asked = _asked(urns, where)
    keys = None if asked is None else {urn for one in asked for level in levels_of(related, one) for urn in level}
    held: dict[int, dict[int, Cell]] = {}
    for urn, year, (cell,) in cells.read(SchoolFigures, source, [found.name], _published(table, years), keys):
        held.setdefault(int(urn), {})[year] = cell
    for urn in sorted({related.today(one) for one in held}) if asked is None else asked:
        levels = levels_of(related, urn)
        for year in years:
            value, reason, published = of_year(table, levels, held, year)
            yield PanelRow(urn, year, value, reason, published)


def outcomes(
    measure: str,
    *,
    years: Sequence[int],
    urns: Iterable[int] | None = None,
    where: Where | None = None,
    follow: bool = True,
) -> Iterator[PanelRow]:
    """The same for a measure that is to be an outcome. Raises Unacceptable for one or a year that can't be."""
    problems = refusals(measure, years=years)
    if problems:
        raise Unacceptable({"years": problems})
    return panel(measure, years=years, urns=urns, where=where, follow=follow)


def refusals(measure: str, *, years: Sequence[int]) -> list[str]:
    """Why this can't be the outcome in these years: nothing when it can. Raises Missing for a measure not known."""
    found, table = measures.measure(measure), measures.table(Kind.KS2)
    problems = []
    if not found.is_outcome:
        problems.append(_("%(name)s does not say how pupils did in a year.") % {"name": found.name})
    for year in years:
        if year < table.first:
            problems.append(
                _("The tests of %(year)s had no scaled scores; those of %(first)s were the first.")
                % {"year": year, "first": table.first}
            )
        problems.append(table.no_tests.get(year) or found.why_not.get(year, ""))
    return [problem for problem in dict.fromkeys(problems) if problem]


def _asked(urns: Iterable[int] | None, where: Where | None) -> list[int] | None:
    if where is None:
        return None if urns is None else list(dict.fromkeys(urns))
    matching = where.urns()
    if urns is None:
        return matching
    wanted = set(matching)
    return [urn for urn in dict.fromkeys(urns) if urn in wanted]


def _published(table: Table, years: Sequence[int]) -> list[int]:
    return [year for year in years if year not in table.no_tests]


def levels_of(related: Families, urn: int) -> list[list[int]]:
    """The URNs whose rows are this school's: the one of today first, then those before it."""
    return related.lineage(related.today(urn)) if related.has(urn) else [[urn]]


def of_year(table: Table, levels: list[list[int]], held: dict[int, dict[int, Cell]], year: int) -> OfYear:
    """The number nearest to today; else why there is none, as the row nearest to today says."""
    if year in table.no_tests:
        return None, Reason.NO_TESTS, None
    first: tuple[None, Reason | None, int] | None = None
    for level in levels:
        rows = [(urn, held[urn][year]) for urn in level if urn in held and year in held[urn]]
        numbers = [(urn, value) for urn, (value, reason) in rows if reason is None]
        if len(numbers) == 1:
            urn, value = numbers[0]
            return value, None, urn
        if numbers:
            return None, Reason.SEVERAL, None
        if rows and first is None:
            urn, (_value, reason) = rows[0]
            first = (None, reason, urn)
    if first:
        return first
    return None, Reason.NOT_PUBLISHED if year in table.not_published else Reason.NOT_HELD, None
