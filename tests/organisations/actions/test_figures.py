"""Tables of figures: results, census, inspections, trusts, and the whole country."""

import csv
import datetime as dt
import io
import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.organisations.register_files import (
    CENSUS_2019,
    CENSUS_2023,
    CENSUS_2025,
    KS2_2017,
    KS2_2018,
    KS2_2019,
    OFSTED_2022,
    TRUSTS_2024,
    TRUSTS_2025,
    header,
    held,
    take,
)

from trigpoint.organisations.actions.imports import figures
from trigpoint.organisations.actions.imports.layouts import Cells, layout
from trigpoint.organisations.enums import SIGNS, Kind, Reason
from trigpoint.organisations.management.register_import import take_in
from trigpoint.organisations.models import AreaFigures, Link, School, SchoolFigures
from trigpoint.organisations.queries.performance import characteristics, measures, national, panel

pytestmark = pytest.mark.django_db

LAYOUTS = {
    2017: "ks2final_2016-2017",
    2018: "ks2final_2017-2018",
    2019: "ks2final_2018-2019",
    2025: "ks2revised_2024-2025_from_meta",
}


def write(path: Path, names: Sequence[str], *rows: dict[str, object]) -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


def result(**cells: object) -> dict[str, object]:
    """A mainstream school's row."""
    return {"RECTYPE": 1, "LEA": 936, "ESTAB": 2001, "URN": 990001, "SCHNAME": "Alderbrook Primary School"} | cells


def one(measure: str, urn: int, year: int, **more: object) -> panel.PanelRow:
    (found,) = panel.panel(measure, years=[year], urns=[urn], **more)  # type: ignore[arg-type]
    return found


# --- every layout -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", LAYOUTS)
def test_every_layout_of_results_goes_in_and_each_of_its_columns_is_known(year: int, tmp_path: Path) -> None:
    names = header(LAYOUTS[year])
    path = tmp_path / f"{year - 1}-{year}_england_ks2final.csv"
    average = next(name for name in names if name.strip().upper() == "MAT_AVERAGE_NOTFSM6CLA1A")
    report = take_in(write(path, names, result(MAT_AVERAGE="104", **{average: "105"}, TELIG="30")))
    assert (report.error, report.kind, report.created, report.problems) == ("", "ks2", 1, [])
    assert one("MAT_AVERAGE", 990001, year).value == 104.0
    assert one("mat_average_NotFSM6CLA1A", 990001, year).value == 105.0
    assert one("READ_AVERAGE", 990001, year).reason == Reason.BLANK


def test_the_year_is_read_from_the_header_when_the_name_does_not_say(tmp_path: Path) -> None:
    path = write(tmp_path / "england_ks2final.csv", header(LAYOUTS[2019]), result(MAT_AVERAGE="104"))
    assert take_in(path).as_of == dt.date(2019, 8, 31)
    assert one("MAT_AVERAGE", 990001, 2019).value == 104.0


def test_a_column_that_nobody_knows_is_kept_as_it_was_published(tmp_path: Path) -> None:
    names = [*header(LAYOUTS[2019]), "PTJOY", "MOTTO"]
    report = take_in(write(tmp_path / "2018-2019_x.csv", names, result(PTJOY="97%", MOTTO="Onwards")))
    assert [(p.line, p.reason) for p in report.problems] == [
        (1, "we don’t know the column PTJOY: kept as it was published"),
        (1, "we don’t know the column MOTTO: kept as it was published"),
    ]
    row = SchoolFigures.objects.select_related("layout").get()
    kept = dict(zip(row.layout.columns, zip(row.values, row.signs, strict=True), strict=True))
    assert kept["PTJOY"] == (97.0, ".")
    assert kept["MOTTO"] == (None, "W")
    assert row.words["MOTTO"] == "Onwards"


def test_real_rows_read_as_they_were_published() -> None:
    take(KS2_2017, KS2_2018, KS2_2019)
    assert one("MAT_AVERAGE", 140810, 2019) == panel.PanelRow(140810, 2019, 108.0, None, 140810)
    assert one("PTRWM_EXP", 140810, 2019).value == 82.0
    assert one("MATPROG", 140348, 2019).value == -1.0
    assert one("MAT_AVERAGE", 138766, 2019).reason == Reason.SUPPRESSED
    assert one("TOTPUPS", 146264, 2019).reason == Reason.NEW
    assert one("MAT_AVERAGE", 146264, 2019).reason == Reason.ROW_ENDS
    assert one("TPUPYEAR", 139557, 2019).value == 0.0
    assert one("TELIG", 139557, 2019).reason == Reason.ROW_ENDS
    assert one("MAT_AVERAGE", 125452, 2019).reason == Reason.BLANK
    school = SchoolFigures.objects.get(urn=140810, year=2019)
    assert (school.words["NFTYPE"], school.words["AGERANGE"]) == ("ACC", "7-11")
    assert "TELNUM" not in school.words


def test_every_cell_of_the_samples_is_a_number_or_a_known_sign() -> None:
    for report in take(KS2_2017, KS2_2018, KS2_2019, CENSUS_2019, CENSUS_2023, CENSUS_2025, TRUSTS_2024, TRUSTS_2025):
        assert report.problems == [], report.file
    for row in (*SchoolFigures.objects.all(), *AreaFigures.objects.all()):
        assert len(row.values) == len(row.signs)
        assert all((value is None) == (sign != ".") for value, sign in zip(row.values, row.signs, strict=True))
        assert "?" not in row.signs


def test_totals_are_not_schools() -> None:
    take(KS2_2017, KS2_2018, KS2_2019)
    assert {row.area for row in AreaFigures.objects.filter(year=2017)} == {"la/936", "england/all", "england/state"}
    assert School.objects.count() == 0
    found = national.totals("TELIG", years=[2017, 2019, 2020], areas=["england/state", "england/all", "la/936"])
    assert [total.value for total in found] == [599728, 644967, None, 604552, 649249, None, 11395, 12400, None]
    assert found[2].reason == Reason.NO_TESTS


# --- special values ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell, reason",
    [
        ("SUPP", Reason.SUPPRESSED),
        ("c", Reason.SUPPRESSED),
        ("NA", Reason.NOT_APPLICABLE),
        ("z", Reason.NOT_APPLICABLE),
        ("NE", Reason.NO_ENTRIES),
        ("NP", Reason.NOT_PUBLISHED),
        ("NEW", Reason.NEW),
        ("LOWCOV", Reason.LOW_COVERAGE),
        ("SP", Reason.SMALL),
        ("RE", Reason.REDACTED),
        ("NOT AVAIL", Reason.NOT_AVAILABLE),
        ("x", Reason.NOT_AVAILABLE),
        ("..", Reason.NOT_AVAILABLE),
        ("DNS", Reason.NOT_SUPPLIED),
        ("", Reason.BLANK),
        (" ", Reason.BLANK),
        ("NULL", Reason.BLANK),
    ],
)
def test_a_sign_stays_what_it_is(cell: str, reason: Reason, tmp_path: Path) -> None:
    take_in(write(tmp_path / "2018-2019_x.csv", header(LAYOUTS[2019]), result(MAT_AVERAGE=cell, READPROG="0")))
    assert one("MAT_AVERAGE", 990001, 2019)[2:4] == (None, reason)
    assert one("READPROG", 990001, 2019).value == 0.0


def test_what_is_neither_a_number_nor_a_sign_is_said_with_its_line_and_kept_in_words(tmp_path: Path) -> None:
    bad = result(MAT_AVERAGE="abc", PTRWM_EXP="163%", READPROG="-2,4")
    report = take_in(write(tmp_path / "2018-2019_x.csv", header(LAYOUTS[2019]), bad))
    assert (report.created, report.rejected, report.warnings) == (1, 0, 3)
    assert report.problems[0].reason.startswith("PTRWM_EXP is “163%”: no number from 0 to 100, and no sign")
    assert one("PTRWM_EXP", 990001, 2019).reason == Reason.NOT_UNDERSTOOD
    words = SchoolFigures.objects.get().words
    assert (words["MAT_AVERAGE"], words["PTRWM_EXP"], words["READPROG"]) == ("abc", "163%", "-2,4")


_ANY_CELL = st.one_of(
    st.sampled_from([word for word, _reason in SIGNS.values()]),
    st.integers(-200, 200).map(str),
    st.floats(-200, 200).map(lambda n: f"{n:.1f}%"),
    st.text(max_size=8),
)


@settings(deadline=None, max_examples=200)
@given(cells=st.lists(_ANY_CELL, max_size=40))
def test_whatever_stands_in_a_cell_it_is_a_number_or_a_sign_and_never_both_or_neither(cells: list[str]) -> None:
    names = header(LAYOUTS[2019])[:12] + [name for name in header(LAYOUTS[2019]) if name.startswith("PT")][:30]
    start = ["1", "5", "936", "2001", "990001", "Alderbrook Primary School", *[""] * 6]
    reader = figures.FiguresReader(figures.sheet(Kind.KS2, names, 2019))
    (row,) = (s.facts["row"] for s in reader(Cells(layout(names), [*start, *cells][: len(names)], 2)).sayings)
    numbers = [part for part in row.values.strip("{}").split(",") if part]
    assert len(numbers) == len(row.signs) == min(len(cells), 30)
    for number, sign in zip(numbers, row.signs, strict=True):
        assert (number == "NULL") == (sign != ".")
        assert sign in SIGNS or 0 <= float(number) <= 100


# --- damage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells, reason",
    [
        ({"URN": ""}, "there is no URN"),
        ({"URN": "12"}, "URN is “12”"),
        ({"RECTYPE": "7"}, "the kind of row is “7”; it can be 1 to 5"),
        ({"RECTYPE": "3", "LEA": ""}, "it is of a local authority, and does not say of which"),
        ({"SCHNAME": "x\x00y"}, "it holds characters that are not text"),
    ],
)
def test_a_damaged_row_is_kept_out(cells: dict[str, object], reason: str, tmp_path: Path) -> None:
    path = write(tmp_path / "2018-2019_x.csv", header(LAYOUTS[2019]), result(URN=990002), result(**cells))
    report = take_in(path)
    assert (report.created, report.rejected) == (1, 1)
    assert (report.problems[0].line, report.problems[0].reason) == (3, reason)


def test_a_row_with_a_cell_too_many_is_kept_out(tmp_path: Path) -> None:
    path = write(tmp_path / "2018-2019_x.csv", header(LAYOUTS[2019]), result(URN=990002))
    path.write_bytes(path.read_bytes().rstrip(b"\r\n") + b",7\r\n")
    assert take_in(path).problems[0].reason == "there are more cells than columns: a comma too many?"


def test_a_table_cut_off_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    whole = KS2_2019.read_bytes().rstrip()
    for length in (len(whole) // 2, len(whole) // 3):
        path = tmp_path / KS2_2019.name
        path.write_bytes(whole[:length])
        assert "cut off" in take_in(path).error
    assert SchoolFigures.objects.count() == 0


def test_a_table_of_no_known_year_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "results.csv", ["RECTYPE", "LEA", "URN", "TELIG", "PTRWM_EXP"], result())
    assert "nothing says which school year it is of" in take_in(path).error
    assert take_in(path, as_of=dt.date(2019, 7, 9)).created == 1
    assert SchoolFigures.objects.get().year == 2019


@pytest.mark.parametrize("years", ["2019-2020", "2020-2021", "201920", "2020-21"])
def test_a_year_without_tests_is_refused(years: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"{years}_ks2.csv", ["RECTYPE", "LEA", "URN", "TELIG", "PTRWM_EXP"], result())
    assert "Key Stage 2 tests were not taken in 202" in take_in(path).error


def test_a_year_that_had_not_begun_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "2098-2099_ks2.csv", ["RECTYPE", "LEA", "URN", "TELIG", "PTRWM_EXP"], result())
    assert "it is of 2098/99, which had not begun on" in take_in(path).error
    early = write(tmp_path / "2018-2019_ks2.csv", header(LAYOUTS[2019]), result())
    assert "had not begun on 1 May 2018" in take_in(early, as_of=dt.date(2018, 5, 1)).error


def test_a_name_that_contradicts_the_header_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "2016-2017_ks2.csv", header(LAYOUTS[2019]), result())
    assert "its name says 2016/17, but it repeats results of 2017/18" in take_in(path).error


# --- twice, and in any order ------------------------------------------------------------------------------------------


def test_a_more_final_file_of_the_same_year_takes_the_place_of_a_less_final_one_in_any_order(tmp_path: Path) -> None:
    names = header(LAYOUTS[2019])
    files = [
        write(tmp_path / f"2018-2019_ks2{stage}.csv", names, result(MAT_AVERAGE=score))
        for stage, score in (("provisional", 101), ("revised", 102), ("final", 103))
    ]
    ends = []
    for order in (files, files[::-1], [files[1], files[2], files[0]], [*files, *files]):
        SchoolFigures.objects.all().delete()
        take(*order)
        assert one("MAT_AVERAGE", 990001, 2019).value == 103.0
        ends.append(held())
    assert all(end == ends[0] for end in ends)


def test_an_older_day_never_overwrites_a_newer_one(tmp_path: Path) -> None:
    path = write(tmp_path / "2018-2019_a.csv", header(LAYOUTS[2019]), result(MAT_AVERAGE=101))
    newer = write(tmp_path / "2018-2019_b.csv", header(LAYOUTS[2019]), result(MAT_AVERAGE=105))
    assert take_in(newer, as_of=dt.date(2020, 1, 31)).created == 1
    assert take_in(path).unchanged == 1
    assert one("MAT_AVERAGE", 990001, 2019).value == 105.0
    assert take_in(path, as_of=dt.date(2020, 2, 1)).updated == 1
    assert one("MAT_AVERAGE", 990001, 2019).value == 101.0


def test_a_trial_keeps_nothing() -> None:
    report = take_in(KS2_2019, dry_run=True)
    assert (report.created, SchoolFigures.objects.count(), AreaFigures.objects.count()) == (52, 0, 0)


# --- changes of URN ---------------------------------------------------------------------------------------------------


def test_the_academy_that_a_table_names_is_the_school_that_its_results_are_followed_to() -> None:
    take(KS2_2018, KS2_2019)
    assert Link.objects.get(urn=125040).link_urn == 146023
    rows = list(panel.panel("MAT_AVERAGE", years=[2018, 2019], urns=[146023]))
    assert [(row.urn, row.published_urn) for row in rows] == [(146023, 125040), (146023, 125040)]
    assert rows[1].value == 106.0
    assert SchoolFigures.objects.filter(urn=146023).count() == 0


# --- census -----------------------------------------------------------------------------------------------------------


def test_the_census_of_every_layout_with_its_drift() -> None:
    take(CENSUS_2019, CENSUS_2023, CENSUS_2025)

    def of(name: str, urn: int, year: int) -> panel.PanelRow:
        return one(name, urn, year, source=Kind.CENSUS)

    assert [of("NOR", 124946, year).value for year in (2019, 2023, 2025)] == [88, 102, 104]
    assert [of("PNUMFSMEVER", 124946, year).value for year in (2019, 2023, 2025)] == [10.2, 7.8, 8.65]
    assert of("NORFSMEVER", 124946, 2019).reason == Reason.NO_COLUMN
    assert of("PNUMUNCFL", 125004, 2025).value == 1.4  # 0.014 under a misspelt name, where others have a % sign
    assert of("NUMFSMEVER", 125317, 2025).reason == Reason.NOT_APPLICABLE
    assert of("PNUMFSMEVER", 125317, 2025).reason == Reason.NOT_APPLICABLE  # published as 0.00%
    assert of("NUMEAL", 125317, 2025).reason == Reason.BLANK
    areas = ["england/primary", "england/secondary", "england/special"]
    found = national.totals("NOR", years=[2019], areas=areas, source=Kind.CENSUS)
    assert [total.value for total in found] == [4727089, 3327970, 121738]


# --- inspections ------------------------------------------------------------------------------------------------------


def test_inspections_are_read_with_what_was_not_judged() -> None:
    report = take_in(OFSTED_2022)
    assert {problem.reason for problem in report.problems} == {"there is no URN"}

    def of(name: str) -> panel.PanelRow:
        return one(name, 136534, 2022, source=Kind.OFSTED)

    assert of("Overall effectiveness").value == 1.0
    assert of("Quality of education").reason == Reason.NOT_JUDGED
    assert one("Early years provision (where applicable)", 136888, 2022, source=Kind.OFSTED).reason == (
        Reason.NOT_APPLICABLE
    )
    row = SchoolFigures.objects.get(urn=136534)
    assert row.words["Inspection start date"] == "2012-05-15"
    assert row.words["Previous inspection start date"] == "2009-01-14"
    assert "Category of concern" not in row.words


def test_inspections_of_before_2019_with_a_title_above_the_header(tmp_path: Path) -> None:
    path = tmp_path / "Management_information_schools.csv"
    path.write_text(
        "State-funded schools: latest inspections as at 31 August 2018,,,,\n"
        "URN,LAESTAB,School name,Overall effectiveness,"
        '"Quality of teaching, learning and assessment",16 to 19 study programmes\n'
        "990001,9362001,Alderbrook Primary School,2,2,9\n"
    )
    report = take_in(path)
    assert (report.error, report.kind, report.as_of) == ("", "ofsted", dt.date(2018, 8, 31))
    found = one("Quality of teaching, learning and assessment", 990001, 2018, source=Kind.OFSTED)
    assert found.value == 2.0
    sixth = one("Sixth form provision (where applicable)", 990001, 2018, source=Kind.OFSTED)
    assert sixth.reason == Reason.NOT_JUDGED


def test_inspections_since_2024_under_their_new_names(tmp_path: Path) -> None:
    path = tmp_path / "state-funded_schools_-_latest_inspections_as_at_31_Jan_2026.csv"
    path.write_text(
        "URN,LAESTAB,School name,Inspection start date of latest OEIF graded inspection,"
        "Latest OEIF overall effectiveness,Latest OEIF quality of education,Achievement\n"
        "990001,9362001,Alderbrook Primary School,04/02/2025,Not judged,2,Expected standard\n"
    )
    assert take_in(path).as_of == dt.date(2026, 1, 31)
    found = one("Overall effectiveness", 990001, 2026, source=Kind.OFSTED)
    assert found.reason == Reason.NOT_JUDGED
    assert one("Quality of education", 990001, 2026, source=Kind.OFSTED).value == 2.0
    words = SchoolFigures.objects.get().words
    assert (words["Inspection start date"], words["Achievement"]) == ("2025-02-04", "Expected standard")


# --- trusts and the country -------------------------------------------------------------------------------------------


def test_trusts_by_the_year_in_their_rows() -> None:
    take(TRUSTS_2024, TRUSTS_2025)
    found = national.totals(
        "PRWM_EXP_WGTAVG", years=[2024, 2025], areas=["trust/2044", "trust/2046"], source=Kind.KS2_TRUSTS
    )
    assert [total.value for total in found] == [72, 74, 53, 57]
    (small,) = national.totals("PFSM6CLA1A_MATPTINC", years=[2024], areas=["trust/2044"], source=Kind.KS2_TRUSTS)
    assert small.reason == Reason.SUPPRESSED
    assert AreaFigures.objects.filter(area="trust/2044", year=2024).get().words["TRUST_ID"] == "TR00261"


def test_trusts_of_2019_under_their_old_names(tmp_path: Path) -> None:
    path = tmp_path / "2018-2019_england_ks2-mats.csv"
    path.write_text(
        "CHAINNAME,UID,CHAINID,SCHOOLS,TELIG,PFSM6CLA1A,RWMEXP_WGTAVG\nLapwing Trust,2044,TR00261,3,141,SUPPMAT,72%\n"
    )
    assert take_in(path).created == 1
    (found,) = national.totals("PRWM_EXP_WGTAVG", years=[2019], areas=["trust/2044"], source=Kind.KS2_TRUSTS)
    assert found.value == 72.0
    assert "nothing says which school year" in take_in(path.rename(tmp_path / "mats.csv")).error


SCORES = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "version", "school_type",
          "gender", "subject", "scaled_scores", "t_eligible_pupils", "pt_cumulative"]  # fmt: skip


def score(**cells: object) -> dict[str, object]:
    return {
        "time_period": 201819, "geographic_level": "National", "version": "Final", "school_type": "All schools",
        "gender": "Total", "subject": "Maths",
    } | cells  # fmt: skip


def test_the_spread_of_pupils_scores_is_worked_out_from_their_distribution(tmp_path: Path) -> None:
    rows = [
        score(scaled_scores="N", t_eligible_pupils=5),
        score(scaled_scores=100, t_eligible_pupils=10),
        score(scaled_scores=110, t_eligible_pupils=30),
        score(scaled_scores=110, t_eligible_pupils=99, gender="Girls"),
        score(scaled_scores=90, t_eligible_pupils=7, subject="Reading"),
        score(scaled_scores=90, t_eligible_pupils=7, time_period=202223, version="Provisional"),
        score(scaled_scores=94, t_eligible_pupils=7, time_period=202223, version="Final"),
    ]
    report = take_in(write(tmp_path / "scaled_scores.csv", SCORES, *rows))
    assert (report.kind, report.created, report.rejected) == ("ks2-national", 2, 0)
    found = national.spread("MAT_AVERAGE", year=2019)
    assert found is not None
    assert (found.mean, found.pupils) == (107.5, 40)
    assert math.isclose(found.sd, math.sqrt((10 * 7.5**2 + 30 * 2.5**2) / 40))
    assert found.source == "Key stage 2 attainment, distribution of scaled scores (Department for Education), 2018/19"
    later = national.spread("MAT_AVERAGE_FSM6CLA1A", year=2023)
    assert later is not None
    assert later.mean == 94.0
    assert national.spread("MAT_AVERAGE", year=2018) is None
    assert [spread.year for spread in national.spreads("READ_AVERAGE")] == [2019]


@pytest.mark.parametrize(
    "cells, reason",
    [
        ({"time_period": 201920}, "Key Stage 2 tests were not taken in 2020"),
        ({"geographic_level": "Regional"}, "only rows of the whole country are taken"),
        ({"subject": "Writing"}, "none that has a scaled score"),
        ({"scaled_scores": 500}, "the scaled score is 500"),
        ({"t_eligible_pupils": "c"}, "it does not say how many pupils"),
        ({"time_period": ""}, "it does not say which school year it is of"),
    ],
)
def test_a_score_that_can_not_be_counted_is_kept_out(cells: dict[str, object], reason: str, tmp_path: Path) -> None:
    rows = [
        score(scaled_scores=100, t_eligible_pupils=10),
        score(**{"scaled_scores": 101, "t_eligible_pupils": 3} | cells),
    ]
    report = take_in(write(tmp_path / "scaled_scores.csv", SCORES, *rows))
    assert (report.created, report.rejected) == (1, 1)
    assert reason in report.problems[0].reason


# --- what kind of school it was ---------------------------------------------------------------------------------------


def test_characteristics_of_a_year_with_reasons_for_what_is_not_held() -> None:
    School.objects.create(urn=124946, name="Charlwood Village Primary School", phase="Primary", la_code=936)
    School.objects.create(urn=146023, name="Pirbright Village Primary School", phase="Primary", la_code=936)
    take(CENSUS_2019, KS2_2019)
    first, second = characteristics.characteristics(2019)
    assert (first.urn, first.roll.value, first.percent_fsm_ever.value) == (124946, 88.0, 10.2)
    assert first.percent_fsm.value == 100 * 5 / 88
    assert (first.overall.value, first.overall.reason, first.inspected_on) == (None, Reason.NOT_HELD, None)
    assert first.cohort.reason == Reason.ROW_ENDS
    assert (second.urn, second.cohort.value) == (146023, 51.0)  # published under 125040
    assert list(characteristics.characteristics(2019, urns=[146023])) == [second]
    assert list(characteristics.characteristics(2019, urns=[])) == []
    assert list(panel.panel("MAT_AVERAGE", years=[2019], urns=[])) == []


@pytest.mark.parametrize("schools", [1, 3])
def test_characteristics_ask_the_same_number_of_queries_however_many_schools(
    schools: int, django_assert_max_num_queries: object
) -> None:
    for n in range(schools):
        School.objects.create(urn=124946 + n, name="Alderbrook Primary School")
    take(CENSUS_2019, KS2_2019, OFSTED_2022)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(list(characteristics.characteristics(2022))) == schools


def test_the_grade_is_that_of_the_newest_file_of_the_year_or_before() -> None:
    School.objects.create(urn=136888, name="South Farnham School", phase="Primary", la_code=936)
    take(OFSTED_2022)
    (found,) = characteristics.characteristics(2023)
    assert (found.overall.value, found.idaci_fifth.value, found.inspected_on) == (1.0, 1.0, dt.date(2012, 6, 14))
    (before,) = characteristics.characteristics(2021)
    assert before.overall.reason == Reason.NOT_HELD


def test_each_measure_has_a_title_and_a_unit_that_is_known() -> None:
    for kind, table in measures.tables().items():
        for measure in table.measures.values():
            assert measure.title, (kind, measure.name)
            assert measure.unit in measures.LIMITS, (kind, measure.name)
            assert not measure.count or measure.count in table.measures
    assert [m.name for m in measures.known(main=True)][:3] == ["TELIG", "TFSM6CLA1A", "PTRWM_EXP"]
    assert {m.kind for m in measures.known(outcomes=True)} == {"attainment", "progress"}
    assert measures.measure("ptrwm_exp_fsm6cla1a").group_title == "disadvantaged pupils"
    assert measures.measure("TELIG_18").span == "earlier year"
    assert measures.with_tests([2018, 2019, 2020, 2021, 2022]) == [2018, 2019, 2022]
