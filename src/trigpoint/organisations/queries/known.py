"""What is known of a school, and who said so when: for its page and for a data pack."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.dateformat import format as formatted
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trigpoint.organisations.enums import Kind
from trigpoint.organisations.models import Provenance, School

ATTRIBUTION = gettext_lazy("Contains public sector information licensed under the Open Government Licence v3.0.")
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_SOURCES: dict[str, str | Promise] = {
    Kind.GIAS: gettext_lazy("Get Information about Schools (Department for Education)"),
    Kind.GIAS_SEARCH: gettext_lazy("Get Information about Schools (Department for Education)"),
    Kind.WALES: gettext_lazy("Address list of schools (Welsh Government)"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One thing known. `as_of` is the day it speaks of; `source` is who said it ("" for a school added by hand)."""

    label: str
    value: str
    as_of: dt.date | None
    source: str


type _Lines = tuple[tuple[str | Promise, str, Callable[[School], Any]], ...]

_FIGURES: _Lines = (
    (gettext_lazy("Pupils"), "census", lambda s: s.pupils),
    (gettext_lazy("Boys"), "census", lambda s: s.boys),
    (gettext_lazy("Girls"), "census", lambda s: s.girls),
    (
        gettext_lazy("Pupils eligible for free school meals"),
        "census",
        lambda s: None if s.percent_fsm is None else f"{s.percent_fsm.normalize():f}%",
    ),
    (gettext_lazy("Places"), "capacity", lambda s: s.capacity),
    (
        gettext_lazy("Ages"),
        "ages",
        lambda s: None if s.age_low is None or s.age_high is None else f"{s.age_low}–{s.age_high}",
    ),
)

_REST: _Lines = (
    (gettext_lazy("Status"), "status", lambda s: s.get_status_display()),
    (gettext_lazy("Type"), "type", lambda s: s.type_name),
    (gettext_lazy("Governance"), "governance", lambda s: s.governance),
    (gettext_lazy("Phase"), "phase", lambda s: s.phase),
    (gettext_lazy("Language of teaching"), "medium", lambda s: s.medium),
    (gettext_lazy("Pupils taken"), "gender", lambda s: s.gender),
    (gettext_lazy("Religious character"), "religion", lambda s: s.religious_character),
    (gettext_lazy("Admissions"), "admissions", lambda s: s.admissions),
    (gettext_lazy("Nursery"), "nursery", lambda s: s.nursery),
    (gettext_lazy("Sixth form"), "sixth_form", lambda s: s.sixth_form),
    (gettext_lazy("Boarding"), "boarders", lambda s: s.boarders),
    (gettext_lazy("Local authority"), "la", lambda s: s.la_name),
    (gettext_lazy("District"), "district", lambda s: s.district),
    (gettext_lazy("Region"), "region", lambda s: s.region),
    (gettext_lazy("Surroundings"), "urban_rural", lambda s: s.urban_rural),
    (gettext_lazy("Country"), "country", lambda s: s.country),
    (gettext_lazy("Opened"), "opened", lambda s: formatted(s.open_on, "j F Y") if s.open_on else ""),
    (gettext_lazy("Closed"), "closed", lambda s: formatted(s.close_on, "j F Y") if s.close_on else ""),
    (gettext_lazy("Why it closed"), "close_reason", lambda s: s.close_reason),
    (gettext_lazy("Trust"), "trust", lambda s: s.trust_name),
    (gettext_lazy("Federation"), "federation", lambda s: s.federation),
    (gettext_lazy("UKPRN"), "ukprn", lambda s: s.ukprn),
    (gettext_lazy("Telephone"), "telephone", lambda s: s.telephone),
)


def figures(school: School) -> list[Known]:
    """The numbers that a data pack takes from the register, each with its day and source. One query."""
    return _known(school, _FIGURES)


def facts(school: School) -> list[Known]:
    """Everything else that the page of a school shows, in its order. One query."""
    return _known(school, _REST)


def _known(school: School, lines: _Lines) -> list[Known]:
    said = _said(school)
    found = []
    for label, fact, read in lines:
        value = read(school)
        if value in (None, ""):
            continue
        day, kind = said.get(fact, (None, ""))
        as_of = school.census_on or day if fact == "census" else day
        source = str(_SOURCES.get(kind, ""))
        found.append(Known(label=str(label), value=str(value), as_of=as_of, source=source))
    return found


def _said(school: School) -> dict[str, tuple[dt.date, str]]:
    """For each fact the day and the kind of the source that its value is from."""
    provenance = Provenance.objects.filter(pk=school.pk).first()
    if provenance is None:
        return {}
    said: dict[str, tuple[dt.date, str]] = {}
    for facts_by_source in (provenance.facts, provenance.welsh_facts):
        for source, values in facts_by_source.items():
            day, kind = dt.date.fromisoformat(source[:10]), source[11:]
            for fact in values:
                if fact not in said or said[fact][0] < day:
                    said[fact] = (day, kind)
    return said


def address(school: School) -> list[str]:
    """The lines of the address that there are."""
    lines = (school.street, school.locality, school.address3, school.town, school.county, school.postcode)
    return [line for line in dict.fromkeys(lines) if line]


def website(school: School) -> str:
    """An address to follow, or "": most websites stand in the register without `https://`."""
    site = school.website
    if not site or any(c in site for c in " <>\"'"):
        return ""
    if "://" in site:
        return site if site.lower().startswith(("http://", "https://")) else ""
    return f"http://{site}"


def numbers(school: School) -> list[Known]:
    """The numbers that a school goes by."""
    given = (
        (_("URN"), school.urn),
        (_("Welsh school number"), school.welsh_number),
        (_("LAESTAB"), school.laestab if school.laestab != school.welsh_number else None),
    )
    return [Known(label=label, value=str(value), as_of=None, source="") for label, value in given if value]
