"""One measure of many schools over years, followed through changes of URN."""

import datetime as dt

import pytest
from tests.factories.organisations import SchoolFactory

from trigpoint.kernel.errors import Missing, Unacceptable
from trigpoint.organisations.enums import Kind, Reason
from trigpoint.organisations.models import FiguresLayout, Link, SchoolFigures
from trigpoint.organisations.queries.performance import panel
from trigpoint.organisations.queries.performance.families import families
from trigpoint.organisations.queries.performance.panel import PanelRow, Where

pytestmark = pytest.mark.django_db

COLUMNS = ["TELIG", "MAT_AVERAGE", "READ_AVERAGE"]


def row(urn: int, year: int, *cells: float | str) -> None:
    layout, _ = FiguresLayout.objects.get_or_create(digest="a", defaults={"columns": COLUMNS})
    SchoolFigures.objects.create(
        source=Kind.KS2,
        urn=urn,
        year=year,
        layout=layout,
        values=[None if isinstance(cell, str) else cell for cell in cells],
        signs="".join(cell if isinstance(cell, str) else "." for cell in cells),
        as_of=dt.date(year, 8, 31),
        digest=b"",
    )


def link(past: int, future: int, kind: str = "Predecessor", **more: object) -> None:
    Link.objects.create(urn=future, link_urn=past, type=kind, seen_on=dt.date(2026, 1, 1), **more)


def ask(*years: int, **more: object) -> list[PanelRow]:
    return list(panel.panel("MAT_AVERAGE", years=years, **more))  # type: ignore[arg-type]


def test_a_number_or_the_reason_why_there_is_none() -> None:
    row(101, 2019, 30, 104.0, 103)
    row(102, 2019, 4, "S", "S")
    row(103, 2019, "N")
    assert ask(2018, 2019) == [
        PanelRow(101, 2018, None, Reason.NOT_HELD, None),
        PanelRow(101, 2019, 104.0, None, 101),
        PanelRow(102, 2018, None, Reason.NOT_HELD, None),
        PanelRow(102, 2019, None, Reason.SUPPRESSED, 102),
        PanelRow(103, 2018, None, Reason.NOT_HELD, None),
        PanelRow(103, 2019, None, Reason.ROW_ENDS, 103),
    ]


def test_years_without_tests_say_so() -> None:
    row(101, 2019, 30, 104.0, 103)
    rows = ask(2019, 2020, 2021, 2022)
    assert [r.reason for r in rows] == [None, Reason.NO_TESTS, Reason.NO_TESTS, Reason.NOT_PUBLISHED]


def test_years_without_tests_are_refused_as_outcomes() -> None:
    with pytest.raises(Unacceptable) as refused:
        panel.outcomes("MAT_AVERAGE", years=[2019, 2020, 2021])
    assert refused.value.errors["years"] == [
        "Key Stage 2 tests were not taken in 2020, because schools were closed to most pupils.",
        "Key Stage 2 tests were not taken in 2021, because of the pandemic.",
    ]
    assert panel.refusals("MAT_AVERAGE", years=[2018, 2019, 2023]) == []
    assert panel.refusals("MATPROG", years=[2019]) == []
    assert panel.refusals("MATPROG", years=[2024]) == [
        "Progress was not published for 2024 and 2025, because those pupils had taken no tests at Key Stage 1."
    ]
    assert panel.refusals("TELIG", years=[2019]) == ["TELIG does not say how pupils did in a year."]
    assert panel.refusals("MAT_AVERAGE_3YR", years=[2019]) != []
    assert panel.refusals("MAT_AVERAGE", years=[2015]) != []


def test_a_measure_that_is_not_in_the_table_of_that_year_or_not_known_at_all() -> None:
    row(101, 2019, 30, 104.0, 103)
    (found,) = panel.panel("GPS_AVERAGE", years=[2019])
    assert found.reason == Reason.NO_COLUMN
    with pytest.raises(Missing):
        list(panel.panel("HAPPINESS", years=[2019]))


def test_results_under_an_old_urn_are_followed_to_the_school_it_became() -> None:
    link(101, 201)
    link(201, 301)
    Link.objects.create(urn=101, link_urn=201, type="Successor", seen_on=dt.date(2026, 1, 1))
    row(101, 2017, 30, 101.0, 1)
    row(201, 2018, 30, 102.0, 1)
    row(201, 2019, 30, 103.0, 1)
    row(301, 2019, "N")
    row(301, 2023, 30, 105.0, 1)
    expected = [(2017, 101.0, 101), (2018, 102.0, 201), (2019, 103.0, 201), (2023, 105.0, 301)]
    found = ask(2017, 2018, 2019, 2023)
    assert [(r.year, r.value, r.published_urn) for r in found] == expected
    assert {r.urn for r in found} == {301}
    asked = ask(2017, 2018, 2019, 2023, urns=[101])
    assert [(r.year, r.value, r.published_urn) for r in asked] == expected
    assert {r.urn for r in asked} == {101}
    assert [(r.urn, r.year, r.value) for r in ask(2017, 2018, follow=False)] == [
        (101, 2017, 101.0),
        (101, 2018, None),
        (201, 2017, None),
        (201, 2018, 102.0),
    ]


def test_an_academy_that_is_only_planned_takes_no_results_over() -> None:
    link(101, 201)
    row(101, 2019, 30, 101.0, 1)
    assert [(r.urn, r.value) for r in ask(2019)] == [(101, 101.0)]
    school = SchoolFactory(urn=201, status="proposed")
    assert [r.urn for r in ask(2019)] == [101]
    school.status = "open"
    school.save()
    assert [(r.urn, r.value, r.published_urn) for r in ask(2019)] == [(201, 101.0, 101)]


def test_a_urn_that_nothing_else_speaks_of_is_passed_on_the_way() -> None:
    SchoolFactory(urn=301)
    link(101, 201)
    link(201, 301)
    row(101, 2019, 30, 101.0, 1)
    assert [(r.urn, r.value, r.published_urn) for r in ask(2019)] == [(301, 101.0, 101)]


def test_two_schools_that_became_one_do_not_lend_it_a_figure_when_both_have_one() -> None:
    SchoolFactory(urn=301)
    link(101, 301, "Predecessor - amalgamated")
    link(102, 301, "Predecessor - amalgamated")
    row(101, 2018, 30, 101.0, 1)
    row(101, 2019, 30, 101.0, 1)
    row(102, 2019, 30, 105.0, 1)
    assert ask(2018, 2019) == [
        PanelRow(301, 2018, 101.0, None, 101),
        PanelRow(301, 2019, None, Reason.SEVERAL, None),
    ]


def test_a_school_that_was_split_is_followed_by_none() -> None:
    SchoolFactory(urn=302)
    link(101, 301, "Predecessor - Split School")
    link(101, 302, "Predecessor - Split School")
    row(101, 2018, 30, 101.0, 1)
    row(301, 2019, 30, 102.0, 1)
    assert [(r.urn, r.year, r.value) for r in ask(2018, 2019)] == [
        (101, 2018, 101.0),
        (101, 2019, None),
        (301, 2018, None),
        (301, 2019, 102.0),
    ]


def test_links_that_run_in_a_circle_end() -> None:
    link(101, 102)
    link(102, 101)
    row(101, 2019, 30, 101.0, 1)
    assert [(r.urn, r.value) for r in ask(2019)] == [(101, 101.0)]


def test_schools_may_be_narrowed_by_what_the_register_says() -> None:
    SchoolFactory(urn=101, phase="Primary", region="South East", la_code=936, type_code=1)
    SchoolFactory(urn=102, phase="Secondary", region="South East", la_code=936, type_code=1)
    SchoolFactory(urn=103, phase="Primary", region="London", la_code=202, type_code=7)
    for urn in (101, 102, 103):
        row(urn, 2019, 30, 100.0, 1)
    assert [r.urn for r in ask(2019, where=Where(phases=["Primary"]))] == [101, 103]
    assert [r.urn for r in ask(2019, where=Where(regions=["South East"], open_only=True))] == [101, 102]
    assert [r.urn for r in ask(2019, where=Where(la_codes=[202]), urns=[101, 103])] == [103]
    assert [r.urn for r in ask(2019, where=Where(not_type_codes=[7]))] == [101, 102]


def test_a_school_and_what_it_became_are_not_both_counted() -> None:
    SchoolFactory(urn=101, phase="Primary", status="closed")
    SchoolFactory(urn=201, phase="Primary")
    SchoolFactory(urn=102, phase="Primary", status="closed")  # closed for good
    link(101, 201)
    row(101, 2019, 30, 100.0, 1)
    assert Where(phases=["Primary"]).urns() == [102, 201]
    assert [(r.urn, r.value) for r in ask(2019, where=Where())] == [(102, None), (201, 100.0)]
    assert families().today(101) == 201
    assert panel.others(Where(phases=["Primary"]), than=[101]) == [102]  # 201 is what 101 has become
    assert panel.others(Where(phases=["Primary"]), than=[102]) == [201]


@pytest.mark.parametrize("schools", [1, 3])
def test_it_asks_the_same_number_of_queries_however_many_schools(
    schools: int, django_assert_num_queries: object
) -> None:
    for n in range(schools):
        row(101 + n, 2019, 30, 104.0, 103)
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(ask(2019)) == schools
