"""A row of an establishment extract, in full or from the search page, to what it says."""

import re
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.organisations.actions.imports import cells as one
from trigpoint.organisations.actions.imports.cells import BadRow
from trigpoint.organisations.actions.imports.layouts import Cells
from trigpoint.organisations.actions.imports.sayings import Entry, Saying, Shelf
from trigpoint.organisations.enums import ESTABLISHMENT_TYPES, GROUP_TYPES, OVERSEAS_TYPES, PHASES, STATUSES

MOST_URN = 9_999_999
_LINK = re.compile(r"^\s*(\d{4,7})\s+(\S.*?)\s*$")
_NO_LINKS = "does not have links"

_STATUS_NAMES = {
    "open": STATUSES[1],
    "closed": STATUSES[2],
    "open, but proposed to close": STATUSES[3],
    "proposed to open": STATUSES[4],
}
_TYPE_CODES = {name.casefold(): code for code, name in ESTABLISHMENT_TYPES.items()}
_PHASE_NAMES = {name.casefold(): name for name in PHASES.values()} | {
    "all through": "All-through",
    "16 plus": "16 plus",
    "middle (deemed primary)": "Middle deemed primary",
    "middle (deemed secondary)": "Middle deemed secondary",
}
_TRUST_FLAGS = {1: 2, 3: 6, 5: 10}
_WELSH_TYPE = 30

# Words kept as they stand: fact -> column. Nothing said leaves what is known.
_WORDS = {
    "gender": "gender (name)",
    "religion": "religiouscharacter (name)",
    "admissions": "admissionspolicy (name)",
    "boarders": "boarders (name)",
    "nursery": "nurseryprovision (name)",
    "sixth_form": "officialsixthform (name)",
    "region": "gor (name)",
    "district": "districtadministrative (name)",
    "urban_rural": "urbanrural (name)",
    "country": "country (name)",
}
_ADDRESS = ("street", "locality", "address3", "town", "county (name)")


def urn_of(row: Cells, column: str = "urn") -> int:
    """A URN; a row without one is nobody's."""
    if not row.text(column):
        raise BadRow(_("there is no %(column)s") % {"column": row.title(column)})
    urn = row.integer(column, most=MOST_URN)
    if not urn or urn < 1000:
        raise BadRow(_("%(column)s is “%(cell)s”") % {"column": row.title(column), "cell": row.raw(column)[:20]})
    return urn


def read(row: Cells) -> Entry:
    """The school first, then the trust that it names and, from the search page, its links."""
    urn = urn_of(row)
    name = row.text("establishmentname")
    if not name:
        raise BadRow(_("there is no name for %(urn)s") % {"urn": urn})
    if len(name) > 160:
        raise BadRow(_("the name of %(urn)s is longer than 160 letters") % {"urn": urn})
    facts: dict[str, Any] = {"name": name}
    type_code = _type(row, facts)
    _standing(row, facts, welsh=type_code == _WELSH_TYPE)
    _numbers(row, facts)
    _place(row, facts, british=type_code not in OVERSEAS_TYPES)
    for fact, column in _WORDS.items():
        words = row.stated(column)
        if words is not None:
            facts[fact] = words
    sayings = [Saying(Shelf.SCHOOL, (urn,), facts)]
    sayings += _trust(row, facts)
    sayings += _links(row, urn)
    return Entry(line=row.line, sayings=sayings)


def _type(row: Cells, facts: dict[str, Any]) -> int | None:
    code = row.code("typeofestablishment (code)")
    name = row.text("typeofestablishment (name)")
    if code is None and name:
        code = _TYPE_CODES.get(name.casefold())
    if code is not None or name:
        group = row.text("establishmenttypegroup (name)")
        facts["type"] = [code, name or ESTABLISHMENT_TYPES.get(code or 0, ""), group]
    return code


def _standing(row: Cells, facts: dict[str, Any], *, welsh: bool) -> None:
    name = row.text("establishmentstatus (name)")
    status = _STATUS_NAMES.get(name.casefold()) or STATUSES.get(row.code("establishmentstatus (code)") or 0)
    if name and name.casefold() not in _STATUS_NAMES:
        raise BadRow(_("the status “%(status)s” is none that a school can have") % {"status": name[:40]})
    if status:
        facts["status"] = status.value
    opened = row.date("opendate")
    if opened:
        facts["opened"] = opened
    for fact, column in (("open_reason", "reasonestablishmentopened"), ("close_reason", "reasonestablishmentclosed")):
        reason = row.stated(f"{column} (name)")
        if reason is not None:
            facts[fact] = reason
    if row.has("closedate"):
        facts["closed"] = row.date("closedate")  # an empty one says that the school is not closed
    phase = row.text("phaseofeducation (name)")
    phase = _PHASE_NAMES.get(phase.casefold(), phase) or PHASES.get(_or(row.code("phaseofeducation (code)"), -1), "")
    if phase and not (welsh and phase == PHASES[0]):  # the extract knows no Welsh phases
        facts["phase"] = phase
    ages = [row.integer("statutorylowage", most=120), row.integer("statutoryhighage", most=120)]
    if ages != [None, None]:
        facts["ages"] = ages


def _or(code: int | None, otherwise: int) -> int:
    return otherwise if code is None else code


def _numbers(row: Cells, facts: dict[str, Any]) -> None:
    authority = row.code("la (code)")
    if authority in (0, 999):
        facts["la"] = [None, ""]
    elif authority is not None:
        facts["la"] = [authority, row.text("la (name)")]
    number = row.integer("establishmentnumber", most=9999)
    if number is not None:
        facts["number"] = number
    ukprn = row.integer("ukprn", most=99_999_999)
    if ukprn:
        facts["ukprn"] = ukprn
    capacity = row.integer("schoolcapacity", most=100_000)
    if capacity:
        facts["capacity"] = capacity
    counted = [row.integer(f"numberof{who}", most=100_000) for who in ("pupils", "boys", "girls")]
    meals = row.percent("percentagefsm")
    if counted != [None, None, None] or meals is not None:
        facts["census"] = [row.date("censusdate"), *counted, meals]
    else:
        row.date("censusdate")
    east, north = row.integer("easting", most=9_999_999), row.integer("northing", most=9_999_999)
    if east and north:
        facts["grid"] = [east, north]


def _place(row: Cells, facts: dict[str, Any], *, british: bool) -> None:
    address = [row.stated(column) or "" for column in _ADDRESS] + [one.postcode(row.raw("postcode"))]
    if any(address):
        facts["address"] = address
    website = one.website(row.raw("schoolwebsite"))
    if website:
        facts["website"] = website
    telephone = one.telephone(row.raw("telephonenum"), british=british)
    if telephone:
        facts["telephone"] = telephone


def _trust(row: Cells, facts: dict[str, Any]) -> list[Saying]:
    """An empty trust says that there is none, so it is kept; the same for a federation."""
    if row.has("federations (name)"):
        facts["federation"] = row.stated("federations (name)") or ""
    if not row.has("trusts (name)"):
        return []
    name = row.stated("trusts (name)") or ""
    uid = row.integer("trusts (code)", most=9_999_999) or None
    facts["trust"] = [uid, name]
    if not (uid and name):
        return []
    said: dict[str, Any] = {"name": name[:200]}
    kind = _TRUST_FLAGS.get(row.code("trustschoolflag (code)") or 0)
    if kind:
        said["type"] = [kind, GROUP_TYPES[kind]]
    return [Saying(Shelf.GROUP, (uid,), said)]


def _links(row: Cells, urn: int) -> list[Saying]:
    """The search download's last column, whose several links run on into cells without a heading."""
    found = []
    for cell in row.beyond("linked establishments"):
        if not cell.strip() or cell.strip().casefold() == _NO_LINKS:
            continue
        link = _LINK.match(cell)
        if not link:
            raise BadRow(_("there are more cells than columns: a comma too many?"))
        found.append(Saying(Shelf.LINK, (urn, int(link[1]), link[2][:100]), {"seen": True}))
    return found
