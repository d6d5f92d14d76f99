"""Whole files, in their real shapes and damaged ones."""

import datetime as dt
import gzip
import json
import zipfile
from pathlib import Path

import pytest
from tests.organisations.register_files import (
    ALL_LINKS,
    CENSUS_2019,
    CENSUS_2023,
    CENSUS_2025,
    FULL_2021,
    GROUP_LINKS,
    GROUPS,
    KS2_2017,
    KS2_2018,
    KS2_2019,
    LAYOUT_2023,
    LAYOUT_2024,
    LINKS,
    MATS,
    OFSTED_2022,
    SAMPLES,
    SEARCH,
    SURREY,
    TRUSTS_2024,
    TRUSTS_2025,
    WALES_CSV,
    WALES_ODS,
    extract,
    header,
    held,
    school_row,
    table,
    take,
)

from trigpoint.organisations.management.register_import import take_in
from trigpoint.organisations.models import Group, Link, Membership, RegisterFile, School

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path, kind, rows, created, rejected",
    [
        (FULL_2021, "gias", 99, 99, 0),
        (LAYOUT_2023, "gias", 7, 6, 1),
        (LAYOUT_2024, "gias", 8, 8, 0),
        (SURREY, "gias", 356, 356, 0),
        (SEARCH, "gias-search", 72, 72, 0),
        (LINKS, "links", 112, 112, 0),
        (GROUPS, "groups", 90, 90, 0),
        (ALL_LINKS, "memberships", 362, 362, 0),
        (MATS, "memberships", 186, 186, 0),
        (GROUP_LINKS, "group-links", 283, 283, 0),
        (WALES_CSV, "wales", 64, 64, 0),
        (WALES_ODS, "wales", 64, 64, 0),
        (KS2_2017, "ks2", 54, 54, 0),
        (KS2_2018, "ks2", 48, 48, 0),
        (KS2_2019, "ks2", 52, 52, 0),
        (CENSUS_2019, "census", 50, 50, 0),
        (CENSUS_2023, "census", 49, 49, 0),
        (CENSUS_2025, "census", 45, 45, 0),
        (TRUSTS_2024, "ks2-trusts", 25, 25, 0),
        (TRUSTS_2025, "ks2-trusts", 25, 25, 0),
        (OFSTED_2022, "ofsted", 60, 56, 4),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else None,
)
def test_every_sample_goes_in_and_a_second_time_changes_nothing(
    path: Path, kind: str, rows: int, created: int, rejected: int
) -> None:
    first = take_in(path)
    assert (first.error, first.kind, first.rows, first.created, first.rejected) == ("", kind, rows, created, rejected)
    before = held()
    second = take_in(path)
    assert (second.created, second.updated, second.closed) == (0, 0, 0)
    assert second.unchanged == rows - rejected
    assert held() == before


def test_a_row_without_a_name_is_rejected_with_its_line() -> None:
    report = take_in(LAYOUT_2023)
    assert [(p.line, p.reason, p.rejected) for p in report.problems] == [(2, "there is no name for 100000", True)]


@pytest.mark.parametrize("layout", ["edubasealldata_2017-09", "edubasealldata_2021-05", "edubasealldata_2023-01"])
def test_every_full_layout_goes_in(layout: str, tmp_path: Path) -> None:
    report = take_in(extract(tmp_path / "x_20200101.csv", school_row(pupils="210"), layout=layout))
    assert (report.kind, report.created) == ("gias", 1)
    assert School.objects.get(urn=990001).pupils == 210


def test_the_childrens_centre_layout_goes_in(tmp_path: Path) -> None:
    row = {"URN": 20749, "EstablishmentName": "Claygate Centre", "EstablishmentStatus (code)": "1"}
    path = tmp_path / "childrencentre20250401.csv"
    path.write_text(table(header("childrencentre_2025"), row))
    assert take_in(path).created == 1
    assert School.objects.get(urn=20749).status == "open"


@pytest.mark.parametrize("layout", ["gias_search_2021", "gias_search_2022"])
def test_both_search_layouts_go_in_without_codes(layout: str, tmp_path: Path) -> None:
    row = school_row()
    del row["TypeOfEstablishment (code)"]
    row |= {"TypeOfEstablishment (name)": "Voluntary aided school"}
    report = take_in(extract(tmp_path / "results_20220101.csv", row, layout=layout))
    assert report.kind == "gias-search"
    assert School.objects.get(urn=990001).type_code == 2


def test_links_of_the_search_download_that_run_over_its_last_column() -> None:
    take_in(SEARCH)
    links = Link.objects.filter(urn=116018)
    assert not links  # the row of the notes is not among these samples
    several = [urn for urn in School.objects.values_list("urn", flat=True) if Link.objects.filter(urn=urn).count() == 3]
    assert len(several) == 6
    assert set(Link.objects.values_list("type", flat=True)) >= {"Predecessor", "Successor"}


def test_accents_survive_cp1252() -> None:
    take_in(LINKS)
    names = set(Link.objects.values_list("link_name", flat=True))
    assert "St Thomas à Becket Catholic Secondary School, A Voluntary Academy" in names
    assert "North Star 82°" in names
    assert len(set(Link.objects.values_list("type", flat=True))) == 17


def test_links_to_schools_that_are_not_held_are_kept() -> None:
    take_in(LINKS)
    assert School.objects.count() == 0
    assert Link.objects.count() == 112


def test_a_header_of_17_names_over_16_cells() -> None:
    report = take_in(GROUP_LINKS)
    assert (report.rejected, report.warnings) == (0, 0)
    assert Group.objects.get(uid=2718).companies_house == "07403271"


def test_types_with_and_without_their_zero_are_the_same(tmp_path: Path) -> None:
    rows = [
        {"Group UID": "16644", "Group Name": "Weydon", "Group Type (code)": code, "Companies House Number": number}
        for code, number in (("06", "05210075"), ("6", "5210075"))
    ]
    path = tmp_path / "allgroupsdata20220701.csv"
    path.write_text(table(header("allgroupsdata_2022"), *rows))
    assert take_in(path).unchanged == 1
    group = Group.objects.get(uid=16644)
    assert (group.type_code, group.companies_house) == (6, "05210075")


def test_the_trust_of_a_school_from_the_extract_and_from_memberships() -> None:
    take(SURREY, GROUPS)
    assert School.objects.filter(trust__uid=3190).count() == 24
    weydon = School.objects.get(urn=136531)
    assert (weydon.trust_name, weydon.trust_id) == ("WEYDON MULTI ACADEMY TRUST", 16644)


def test_a_newer_membership_outweighs_an_older_extract(tmp_path: Path) -> None:
    extract(tmp_path / "edubase20220101.csv", school_row(trust="", trust_uid=""))
    row = {
        "URN": "990001",
        "Group UID": "500",
        "Group Name": "LAPWING TRUST",
        "Group Type (code)": "06",
        "Group Status": "Open",
        "Joined date": "01-09-2022",
    }
    path = tmp_path / "alllinksdata20221001.csv"
    path.write_text(table(header("alllinksdata_2022"), row))
    take(tmp_path / "edubase20220101.csv", path)
    assert School.objects.get(urn=990001).trust_name == "LAPWING TRUST"
    take_in(extract(tmp_path / "edubase20230101.csv", school_row(trust="", trust_uid="")))
    assert School.objects.get(urn=990001).trust_name == ""
    assert Membership.objects.count() == 1  # it was so once


def test_heads_are_not_stored_anywhere() -> None:
    take(*SAMPLES)
    everything = json.dumps(held(), default=str)
    for name in ("Figg", "Naylor", "Appleyard", "HeadLastName", "Headteacher"):
        assert name not in everything


def test_an_older_extract_never_overwrites_a_newer_one_and_fills_what_is_missing(tmp_path: Path) -> None:
    newer = extract(tmp_path / "edubasealldata20240209.csv", school_row(name="Alderbrook Academy", pupils="271"))
    older = extract(tmp_path / "edubasealldata20210504.csv", school_row(pupils="276", website="www.alderbrook.sch.uk"))
    take(newer, older)
    school = School.objects.get(urn=990001)
    assert (school.name, school.pupils, school.website) == ("Alderbrook Academy", 271, "www.alderbrook.sch.uk")


def test_as_of_says_the_day_when_the_name_does_not(tmp_path: Path) -> None:
    take_in(extract(tmp_path / "new.csv", school_row(name="New Name")), as_of=dt.date(2024, 1, 1))
    report = take_in(extract(tmp_path / "old.csv", school_row(name="Old Name")), as_of=dt.date(2020, 1, 1))
    assert report.unchanged == 1
    assert School.objects.get(urn=990001).name == "New Name"


def test_a_day_that_has_not_come_is_refused(tmp_path: Path) -> None:
    report = take_in(extract(tmp_path / "x.csv", school_row()), as_of=dt.date(2999, 1, 1))
    assert report.error == "This day has not come yet."


def test_a_newer_file_closes_a_school_and_absence_closes_none(tmp_path: Path) -> None:
    take_in(extract(tmp_path / "edubase20230101.csv", school_row(), school_row(urn=990002)))
    report = take_in(
        extract(tmp_path / "edubase20240101.csv", school_row(urn=990002, status="Closed", closed="31-12-2023"))
    )
    assert (report.closed, report.updated) == (1, 0)
    assert School.objects.get(urn=990001).status == "open"
    assert School.objects.get(urn=990002).close_on == dt.date(2023, 12, 31)


def test_a_school_that_opens_again_is_not_closed(tmp_path: Path) -> None:
    take(
        extract(tmp_path / "edubase20230101.csv", school_row(status="Closed", closed="31-12-2022")),
        extract(tmp_path / "edubase20240101.csv", school_row(closed="")),
    )
    school = School.objects.get(urn=990001)
    assert (school.status, school.close_on) == ("open", None)


def test_a_dry_run_says_the_same_and_keeps_nothing() -> None:
    before = held()
    trial = take_in(SURREY, dry_run=True)
    assert (trial.created, trial.dry_run) == (356, True)
    assert held() == before
    assert RegisterFile.objects.count() == 0
    real = take_in(SURREY)
    assert real.counts == trial.counts


def test_welsh_schools_have_both_names_and_find_their_urn(tmp_path: Path) -> None:
    take_in(WALES_ODS)
    graig = School.objects.get(welsh_number=6602154)
    assert (graig.urn, graig.la_name_cy, graig.medium, graig.pupils) == (None, "Ynys Môn", "Welsh medium", 377)
    row = school_row(urn=401001, name="Ysgol Y Graig", type="30", la="660", number="2154")
    take_in(extract(tmp_path / "edubase20210504.csv", row))
    assert School.objects.get(urn=401001).pk == graig.pk
    found = School.objects.get(urn=401001)
    assert (found.welsh_number, found.pupils, found.phase, found.nation) == (6602154, 377, "Primary", "wales")


def test_the_welsh_list_goes_to_an_establishment_held_already(tmp_path: Path) -> None:
    row = school_row(urn=401001, name="Ysgol Y Graig", type="30", la="660", number="2154")
    closed = row | {"URN": 400001, "EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2010"}
    take_in(extract(tmp_path / "edubase20210504.csv", closed, row))
    report = take_in(WALES_ODS)
    assert (report.created, report.updated) == (63, 1)
    assert School.objects.get(welsh_number=6602154).urn == 401001


def test_schools_abroad_are_not_english() -> None:
    take_in(LAYOUT_2024)
    dubai = School.objects.get(urn=150516)
    assert (dubai.nation, dubai.la_code, dubai.country) == ("overseas", None, "United Arab Emirates")
    assert School.objects.get(urn=126370).status == "closing"
    assert School.objects.get(urn=126370).open_on is None  # 01-01-1900


# --- damage -----------------------------------------------------------------------------------------------------------


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\r\n")


@pytest.mark.parametrize("header_row", ["URN,LA,ESTAB,P8MEA,ATT8SCR", "RECTYPE,LEA,URN,TALLPUP_1618,TALLPPE_ALEV"])
def test_an_unknown_header_changes_nothing(header_row: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{header_row}\n")
    report = take_in(path)
    assert "its header is none that we know" in report.error
    assert report.kind == ""


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "the file is empty"),
        (b"\x00\x01\x02\x03binary\x00", "this is not a text file"),
        (b"\x1f\x8b\x08\x00garbage", "the file is cut off"),
        (b"PK\x03\x04garbage", "the file is damaged"),
        (b"URN,Name\r\n1,2\r\n", "its header is none that we know"),
    ],
)
def test_a_file_that_can_not_be_read_changes_nothing(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert reason in take_in(path).error
    assert School.objects.count() == 0


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert take_in(tmp_path / "none.csv").error == "there is no such file"


def test_a_file_cut_off_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    whole = SURREY.read_bytes()
    path = tmp_path / SURREY.name
    for length in (len(whole) // 2, len(whole) // 3, len(whole) - 200):
        path.write_bytes(whole[:length])
        assert "cut off" in take_in(path).error
    assert School.objects.count() == 0


def test_a_packed_file_cut_off_changes_nothing(tmp_path: Path) -> None:
    packed = gzip.compress(SURREY.read_bytes())
    path = tmp_path / "edubasealldata20220701.csv.gz"
    path.write_bytes(packed[: len(packed) // 2])
    assert take_in(path).error == "the file is cut off"
    assert School.objects.count() == 0


def test_packed_files_go_in(tmp_path: Path) -> None:
    path = tmp_path / "edubasealldata20220701.csv.gz"
    path.write_bytes(gzip.compress(SURREY.read_bytes()))
    assert take_in(path).created == 356
    with zipfile.ZipFile(tmp_path / "links20250422.zip", "w") as archive:
        archive.write(LINKS, "links.csv")
    assert take_in(tmp_path / "links20250422.zip").created == 112


def test_a_spreadsheet_cut_off_or_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "wales.ods"
    path.write_bytes(WALES_ODS.read_bytes()[:9000])
    assert "damaged" in take_in(path).error


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"urn": "abc"}, "URN is “abc”, not a number"),
        ({"urn": ""}, "there is no URN"),
        ({"name": ""}, "there is no name for 990001"),
        ({"name": "x" * 161}, "the name of 990001 is longer than 160 letters"),
        ({"status": "Opne"}, "the status “Opne” is none that a school can have"),
        ({"closed": "31-02-2024"}, "CloseDate is “31-02-2024”, not a date such as 31-08-2024"),
        ({"opened": "soon"}, "OpenDate is “soon”, not a date such as 31-08-2024"),
        ({"pupils": "many"}, "NumberOfPupils is “many”, not a number"),
        ({"pupils": "-3"}, "NumberOfPupils is -3; it can be 0 to 100000"),
        ({"PercentageFSM": "140"}, "PercentageFSM is “140”, not a percentage"),
    ],
)
def test_a_bad_row_stays_out_and_the_rest_goes_in(changes: dict[str, object], reason: str, tmp_path: Path) -> None:
    path = extract(tmp_path / "x20240101.csv", school_row(urn=990005), school_row(**changes), school_row(urn=990006))
    report = take_in(path)
    assert (report.created, report.rejected) == (2, 1)
    assert [(p.line, p.reason) for p in report.problems] == [(3, reason)]


def test_an_open_quotation_spoils_its_own_row_only(tmp_path: Path) -> None:
    lines = _lines(SURREY)
    lines[5] = lines[5].replace(b'","', b'",""', 3)[:-1]
    lines[5] = lines[5] if lines[5].count(b'"') % 2 else lines[5] + b'"'
    path = tmp_path / SURREY.name
    path.write_bytes(b"\r\n".join(lines))
    report = take_in(path)
    assert (report.created, [p.line for p in report.problems if p.rejected]) == (355, [6])


def test_a_line_end_inside_quotes_is_part_of_the_value(tmp_path: Path) -> None:
    path = extract(tmp_path / "x20240101.csv", school_row(Street="Mill Lane\r\nLower End"), school_row(urn=990002))
    report = take_in(path)
    assert (report.created, report.rejected) == (2, 0)
    assert School.objects.get(urn=990001).street == "Mill Lane Lower End"


def test_a_comma_too_many_is_noticed(tmp_path: Path) -> None:
    path = extract(tmp_path / "x20240101.csv", school_row())
    path.write_bytes(
        path.read_bytes().replace(b"Alderbrook Primary School", b"Alderbrook, Primary School").rstrip() + b"x"
    )
    report = take_in(path)
    assert (report.created, report.rejected) == (0, 1)


def test_a_short_row_is_filled_up_and_said(tmp_path: Path) -> None:
    path = tmp_path / "x20240101.csv"
    text = extract(path, school_row(), school_row(urn=990002)).read_bytes().split(b"\r\n")
    text[1] = b",".join(text[1].split(b",")[:20])
    path.write_bytes(b"\r\n".join(text))
    report = take_in(path)
    assert (report.created, report.warnings) == (2, 1)
    assert report.problems[0].line == 2


def test_a_lost_letter_is_let_in_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "x20240101.csv"
    path.write_text(table(header("edubasealldata_2024"), school_row(name="St Thomas � Becket")))
    report = take_in(path)
    assert (report.created, report.warnings) == (1, 1)
    assert "EstablishmentName" in report.problems[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_met(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x20240101.csv"
    path.write_bytes(table(header("edubasealldata_2024"), school_row(name="Ysgol Awel Y Môr")).encode(encoding))
    assert take_in(path).created == 1
    assert School.objects.get().name == "Ysgol Awel Y Môr"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_met(line_end: str, tmp_path: Path) -> None:
    path = tmp_path / "x20240101.csv"
    path.write_bytes(table(header("edubasealldata_2024"), school_row()).replace("\r\n", line_end).encode())
    assert take_in(path).created == 1


def test_what_a_spreadsheet_loses_is_put_back(tmp_path: Path) -> None:
    row = school_row(urn="990001.0", la="201", type="2", phone="2072831147", opened="2016-09-01", closed="31/8/2020")
    take_in(extract(tmp_path / "x20240101.csv", row | {"NumberOfPupils": "..", "PercentageFSM": ".."}))
    school = School.objects.get(urn=990001)
    assert (school.telephone, school.type_code, school.la_code) == ("02072831147", 2, 201)
    assert (school.open_on, school.close_on) == (dt.date(2016, 9, 1), dt.date(2020, 8, 31))
    assert school.pupils is None


def test_a_row_that_comes_twice_is_said(tmp_path: Path) -> None:
    report = take_in(extract(tmp_path / "x20240101.csv", school_row(), school_row()))
    assert (report.created, report.unchanged, report.warnings) == (1, 1, 1)
    assert report.problems[0].reason == "it repeats line 2"


def test_the_counts_of_a_file_are_kept() -> None:
    take_in(SURREY)
    kept = RegisterFile.objects.get()
    assert (kept.kind, kept.as_of, kept.counts["created"]) == ("gias", dt.date(2022, 7, 1), 356)
