"""The samples, and small files made from them."""

import csv
import io
import itertools
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from trigpoint.organisations.actions.imports.report import Report
from trigpoint.organisations.management.register_import import take_in

DATA = Path(__file__).parent / "data"
SAMPLES = sorted(path for path in DATA.iterdir() if path.suffix in (".csv", ".ods"))
FULL_2021 = DATA / "edubasealldata_20210504_sample_cp1252.csv"
LAYOUT_2023 = DATA / "edubasealldata_2023_layout_7rows.csv"
LAYOUT_2024 = DATA / "edubasealldata_2024_layout_8rows.csv"
SURREY = DATA / "gias_936_full_layout_202207_reconstructed.csv"
SEARCH = DATA / "gias_search_936_20220420_sample.csv"
LINKS = DATA / "links_edubasealldata20250422_sample_cp1252.csv"
GROUPS = DATA / "allgroupsdata_936_202207_sample.csv"
ALL_LINKS = DATA / "alllinksdata_936_202207_sample.csv"
MATS = DATA / "academiesmatmembership_936_202207_derived.csv"
GROUP_LINKS = DATA / "grouplinks_edubaseallacademiesandfree20190601_sample_cp1252.csv"
WALES_ODS = DATA / "wales_address_list_20180410_sample.ods"
WALES_CSV = DATA / "wales_maintained_20180410_sample.csv"

KS2_2017 = DATA / "2016-2017_936_ks2final_sample.csv"
KS2_2018 = DATA / "2017-2018_936_ks2final_sample.csv"
KS2_2019 = DATA / "2018-2019_936_ks2final_sample.csv"
CENSUS_2019 = DATA / "england_census_2018-2019_sample.csv"
CENSUS_2023 = DATA / "england_census_2022-2023_sample.csv"
CENSUS_2025 = DATA / "england_census_2024-2025_sample.csv"
TRUSTS_2024 = DATA / "england_ks2-mats-performance_2023-2024_sample.csv"
TRUSTS_2025 = DATA / "england_ks2-mats-performance_2024-2025_sample.csv"
OFSTED_2022 = DATA / "ofsted_mi_latest_936_2022_sample.csv"

_numbers = itertools.count()


def header(name: str) -> list[str]:
    """The columns: one a line, or all in one line with commas."""
    lines = [line for line in (DATA / "headers" / f"{name}.txt").read_text().splitlines() if line]
    return lines[0].split(",") if len(lines) == 1 else lines


def take(*paths: Path) -> list[Report]:
    return [take_in(path) for path in paths]


def table(names: Sequence[str], *rows: dict[str, object]) -> str:
    """A file's text: these columns, with a row for each dict."""
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def school_row(**changes: object) -> dict[str, object]:
    """A row of the full layout; `urn`, `name`, `status`, … stand for the long names."""
    short = {
        "urn": "URN",
        "name": "EstablishmentName",
        "status": "EstablishmentStatus (name)",
        "closed": "CloseDate",
        "opened": "OpenDate",
        "pupils": "NumberOfPupils",
        "phone": "TelephoneNum",
        "website": "SchoolWebsite",
        "trust_uid": "Trusts (code)",
        "trust": "Trusts (name)",
        "type": "TypeOfEstablishment (code)",
        "la": "LA (code)",
        "number": "EstablishmentNumber",
        "postcode": "Postcode",
    }
    row: dict[str, object] = {
        "URN": 990001,
        "EstablishmentName": "Alderbrook Primary School",
        "EstablishmentStatus (name)": "Open",
        "TypeOfEstablishment (code)": "01",
        "LA (code)": "936",
        "LA (name)": "Surrey",
        "EstablishmentNumber": "2001",
    }
    return row | {short.get(name, name): value for name, value in changes.items()}


def extract(path: Path, *rows: dict[str, object], layout: str = "edubasealldata_2024") -> Path:
    """Write an extract as the register does: cp1252, CRLF."""
    path.write_bytes(table(header(layout), *rows).encode("cp1252"))
    return path


def held() -> dict[str, list[tuple[object, ...]]]:
    """Everything that the register holds, but ids and moments."""
    kept = {
        "organisations_school": "search",
        "organisations_group": "uid",
        "organisations_membership": "group_uid, urn",
        "organisations_link": "urn, link_urn, type",
    }
    tables = {}
    with connection.cursor() as cursor:
        for name, order in kept.items():
            cursor.execute(f"SELECT to_jsonb(t) - 'id' - 'created_at' FROM {name} t ORDER BY {order}")
            tables[name] = cursor.fetchall()
        cursor.execute(
            "SELECT to_jsonb(p) - 'school_id' FROM organisations_provenance p "
            "JOIN organisations_school s ON s.id = p.school_id ORDER BY s.search"
        )
        tables["provenance"] = cursor.fetchall()
        for name, key in (("organisations_schoolfigures", "urn"), ("organisations_areafigures", "area")):
            cursor.execute(
                f"SELECT to_jsonb(f) - 'id' - 'layout_id', l.digest FROM {name} f "
                f"JOIN organisations_figureslayout l ON l.id = f.layout_id ORDER BY f.source, f.year, f.{key}"
            )
            tables[name] = cursor.fetchall()
    return tables
