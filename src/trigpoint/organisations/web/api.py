"""Calls for the register."""

import datetime as dt
import tempfile
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Schema, UploadedFile

from trigpoint.access.hats import Hats
from trigpoint.kernel import clock
from trigpoint.organisations import actions, rules
from trigpoint.organisations.queries import known, register, schools
from trigpoint.organisations.queries.performance import school as performance
from trigpoint.ui.api import Problem, expose

router = Router()

PROBLEMS = {frozenset({400, 401, 403, 404, 413, 422}): Problem}


class SchoolOut(Schema):
    """A school as a list shows it."""

    id: uuid.UUID
    urn: int | None
    welsh_number: int | None
    name: str
    name_cy: str
    status: str
    nation: str
    phase: str
    type_name: str
    town: str
    postcode: str
    la_name: str
    trust_name: str
    pupils: int | None
    is_invented: bool


class KnownOut(Schema):
    """One thing known of a school, the day it speaks of, and who said it."""

    label: str
    value: str
    as_of: dt.date | None
    source: str


class LinkOut(Schema):
    urn: int
    link_urn: int
    type: str
    link_name: str
    established_on: dt.date | None


class MembershipOut(Schema):
    group_uid: int
    group: str
    type: str
    joined_on: dt.date | None
    last_listed_on: dt.date


class SchoolWhole(SchoolOut):
    """A school with all that the register knows of it. `attribution` goes with the data wherever it goes."""

    laestab: int | None
    ukprn: int | None
    age_low: int | None
    age_high: int | None
    capacity: int | None
    census_on: dt.date | None
    boys: int | None
    girls: int | None
    percent_fsm: Decimal | None
    open_on: dt.date | None
    close_on: dt.date | None
    medium: str
    region: str
    urban_rural: str
    website: str
    telephone: str
    trust_uid: int | None
    figures: list[KnownOut]
    facts: list[KnownOut]
    links: list[LinkOut]
    predecessors: list[int]
    successors: list[int]
    memberships: list[MembershipOut]
    attribution: str


class FigureOut(Schema):
    """A published figure: a value, or the reason why there is none; and the URN that it stood under."""

    table: str
    measure: str
    title: str
    unit: str
    year: int
    value: float | None
    reason: str | None
    published_urn: int | None


class HeldOut(Schema):
    """A table of figures of one year: of how many schools and areas it is held."""

    source: str
    year: int
    schools: int
    areas: int


class StatsOut(Schema):
    schools: int
    nation: dict[str, int]
    status: dict[str, int]
    phase: dict[str, int]
    trust: dict[str, int]
    in_trust: int
    in_no_trust: int
    groups: int
    memberships: int
    links: int
    figures: list[HeldOut]


class ProblemRow(Schema):
    line: int
    reason: str
    level: str


class ReportOut(Schema):
    """What became of a file's rows; each is counted once."""

    file: str
    kind: str
    as_of: dt.date
    dry_run: bool
    rows: int
    created: int
    updated: int
    unchanged: int
    closed: int
    rejected: int
    warnings: int
    problems: list[ProblemRow]
    seconds: float


def _hats(request: HttpRequest) -> Hats:
    return request.hats  # type: ignore[attr-defined, no-any-return]


@router.get(
    "/schools",
    operation_id="organisations.search_schools",
    summary="Find schools",
    response={200: list[SchoolOut], **PROBLEMS},
)
def search_schools(
    request: HttpRequest,
    q: str,
    limit: int = Query(10, ge=1, le=100),
    closed: bool = True,  # noqa: FBT001, FBT002
) -> Any:
    """Schools by name, postcode, URN, town or trust, likeliest first; accents and slips of the finger do no harm."""
    rules.may_look_up(_hats(request)).require()
    return schools.search(q, limit=limit, closed=closed)


@router.get(
    "/schools/{uuid:school_id}",
    operation_id="organisations.school",
    summary="A school",
    response={200: SchoolWhole, **PROBLEMS},
)
def school(request: HttpRequest, school_id: uuid.UUID) -> Any:
    """All that the register knows of a school, and since when."""
    rules.may_look_up(_hats(request)).require()
    return _whole(schools.read(school_id))


@router.get(
    "/schools/by-urn/{int:urn}",
    operation_id="organisations.school_by_urn",
    summary="A school by its URN",
    response={200: SchoolWhole, **PROBLEMS},
)
def school_by_urn(request: HttpRequest, urn: int) -> Any:
    """The same, by the number that the register knows the school by."""
    rules.may_look_up(_hats(request)).require()
    return _whole(schools.by_urn(urn))


@router.get(
    "/schools/{uuid:school_id}/figures",
    operation_id="organisations.school_figures",
    summary="Public figures of a school",
    response={200: list[FigureOut], **PROBLEMS},
)
def school_figures(request: HttpRequest, school_id: uuid.UUID) -> Any:
    """Main measures of its results and census by year, followed through changes of URN; a reason is never a zero."""
    rules.may_look_up(_hats(request)).require()
    return [
        {
            "table": one.table.value,
            "measure": one.measure.name,
            "title": one.measure.title,
            "unit": one.measure.unit,
            "year": one.year,
            "value": one.value,
            "reason": one.reason.value if one.reason else None,
            "published_urn": one.published_urn,
        }
        for table in performance.tables(schools.read(school_id))
        for one in table.figures
    ]


def _whole(found: schools.School) -> dict[str, Any]:
    fields = {name: getattr(found, name, None) for name in SchoolWhole.model_fields}
    return fields | {
        "trust_uid": found.trust_id,
        "figures": known.figures(found),
        "facts": known.facts(found),
        "links": schools.links(found),
        "predecessors": schools.predecessors(found),
        "successors": schools.successors(found),
        "memberships": [
            {
                "group_uid": group.uid,
                "group": group.name,
                "type": group.type_name,
                "joined_on": row.joined_on,
                "last_listed_on": row.seen_on,
            }
            for row, group in schools.memberships(found)
        ],
        "attribution": str(known.ATTRIBUTION),
    }


@router.get(
    "/register",
    operation_id="organisations.register_stats",
    summary="What the register holds",
    response={200: StatsOut, **PROBLEMS},
)
def register_stats(request: HttpRequest) -> Any:
    """Counts by nation, status, phase and trust."""
    rules.may_look_up(_hats(request)).require()
    return register.stats()


@router.post(
    "/register/files",
    operation_id="organisations.import_register",
    summary="Take a register file in",
    response={200: ReportOut, **PROBLEMS},
)
def import_register(
    request: HttpRequest,
    file: UploadedFile = File(...),  # noqa: B008 - how ninja says it
    as_of: dt.date | None = Form(None),  # noqa: B008
    dry_run: bool = Form(False),  # noqa: FBT001, FBT003
) -> Any:
    """
    Take one file in, whole or not at all; what kind it is shows in its header.

    `as_of` is the day that it speaks of, when that is not in its name. With `dry_run` nothing is kept.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        report = actions.register.import_register(
            actor=request.auth,  # type: ignore[attr-defined]
            at=clock.now(),
            hats=_hats(request),
            path=path,
            name=str(file.name),
            as_of=as_of,
            dry_run=dry_run,
        )
    return report.as_json()


expose(router, "POST", "/schools", actions.schools.add_school, resolve={"hats": _hats})
expose(router, "POST", "/networks", actions.networks.create, resolve={"hats": _hats})
expose(router, "POST", "/networks", actions.networks.create, resolve={"hats": _hats})
