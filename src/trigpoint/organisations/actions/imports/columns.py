"""From facts to the columns of a table: what pages and searches read."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from trigpoint.organisations.actions.imports import facts as joining
from trigpoint.organisations.actions.imports.facts import Facts
from trigpoint.organisations.enums import ESTABLISHMENT_TYPES, OVERSEAS_TYPES, WELSH_ESTABLISHMENT, Nation, Status
from trigpoint.organisations.models import Group, Link, School

type Columns = dict[str, Any]


def _limits(model: type[models.Model]) -> dict[str, int]:
    return {
        f.name: f.max_length for f in model._meta.concrete_fields if isinstance(f, models.CharField) and f.max_length
    }


_LIMITS: dict[type[models.Model], dict[str, int]] = {model: _limits(model) for model in (School, Group, Link)}


def _clipped(model: type[models.Model], columns: Columns) -> Columns:
    for name, limit in _LIMITS[model].items():
        value = columns.get(name)
        if value and len(value) > limit:
            columns[name] = value[:limit]
    return columns


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def school(*, urn: int | None, welsh_number: int | None, facts: Facts, welsh_facts: Facts) -> Columns:
    """The columns of a school. `welsh_number` is that of the Welsh list, when a row of it has been matched."""
    known = dict(_values(facts, welsh_facts))
    if urn is None and welsh_number is not None:
        known["type"] = [WELSH_ESTABLISHMENT, ESTABLISHMENT_TYPES[WELSH_ESTABLISHMENT], "Welsh schools"]
    columns = {"urn": urn, "welsh_number": welsh_number, **_identity(known), **_teaching(known), **_place(known)}
    columns["nation"] = _nation(columns["type_code"], columns["la_code"], welsh_number)
    return _clipped(School, columns)


def _identity(known: Mapping[str, Any]) -> Columns:
    get = known.get
    la_code, la_name = get("la", [None, ""])
    number = get("number")
    type_code, type_name, type_group = get("type", [None, "", ""])
    return {
        "name": get("name") or get("name_cy", ""),
        "name_cy": get("name_cy", ""),
        "status": get("status") or (Status.CLOSED.value if get("closed") else Status.OPEN.value),
        "la_code": la_code,
        "la_name": la_name,
        "la_name_cy": get("la_cy", ""),
        "establishment_number": number,
        "laestab": la_code * 10_000 + number if la_code and number is not None else None,
        "ukprn": get("ukprn"),
        "type_code": type_code,
        "type_name": type_name,
        "type_group": type_group,
        "governance": get("governance", ""),
        "open_on": _day(get("opened")),
        "open_reason": get("open_reason", ""),
        "close_on": _day(get("closed")),
        "close_reason": get("close_reason", ""),
        "federation": get("federation", ""),
    }


def _teaching(known: Mapping[str, Any]) -> Columns:
    get = known.get
    low, high = get("ages", [None, None])
    census_on, pupils, boys, girls, meals = get("census", [None] * 5)
    medium_code, medium = get("medium", ["", ""])
    return {
        "medium_code": medium_code,
        "medium": medium,
        "phase": get("phase", ""),
        "age_low": low,
        "age_high": high,
        "gender": get("gender", ""),
        "religious_character": get("religion", ""),
        "admissions": get("admissions", ""),
        "boarders": get("boarders", ""),
        "nursery": get("nursery", ""),
        "sixth_form": get("sixth_form", ""),
        "capacity": get("capacity"),
        "census_on": _day(census_on),
        "pupils": pupils,
        "boys": boys,
        "girls": girls,
        "percent_fsm": Decimal(meals) if meals else None,
    }


def _place(known: Mapping[str, Any]) -> Columns:
    get = known.get
    street, locality, address3, town, county, postcode = get("address", [""] * 6)
    east, north = get("grid", [None, None])
    return {
        "easting": east,
        "northing": north,
        "region": get("region", "").removesuffix(" (pseudo)"),
        "district": get("district", ""),
        "urban_rural": get("urban_rural", "").removeprefix("(England/Wales) "),
        "country": get("country", ""),
        "website": get("website", ""),
        "telephone": get("telephone", ""),
        "street": street,
        "locality": locality,
        "address3": address3,
        "town": town,
        "county": county,
        "postcode": postcode,
    }


def _nation(type_code: int | None, la_code: int | None, welsh_number: int | None) -> str:
    if welsh_number is not None or type_code == WELSH_ESTABLISHMENT or 660 <= (la_code or 0) <= 681:
        return Nation.WALES.value
    if type_code in OVERSEAS_TYPES or 700 <= (la_code or 0) <= 799:
        return Nation.OVERSEAS.value
    return Nation.ENGLAND.value


def trust(facts: Facts) -> Columns:
    """The trust that extracts have named, and the day of the newest that did."""
    for said_by, said in facts.items():
        if "trust" in said:
            uid, name = said["trust"]
            return {"trust_uid": uid, "trust_name": name[:200], "trust_on": joining.day(said_by)}
    return {"trust_uid": None, "trust_name": "", "trust_on": None}


def first_trust(facts: Facts) -> Columns:
    """The trust that a new school starts with; `settle.trusts` weighs it against memberships."""
    stated = trust(facts)
    return {"trust_uid": stated["trust_uid"] if stated["trust_name"] else None, "trust_name": stated["trust_name"]}


def group(key: tuple[Any, ...], facts: Facts) -> Columns:
    known = _values(facts)
    get = known.get
    code, name = get("type", [None, ""])
    return _clipped(
        Group,
        {
            "uid": key[0],
            "group_id": get("group_id", ""),
            "name": get("name", ""),
            "type_code": code,
            "type_name": name,
            "status": get("status", "open"),
            "companies_house": get("companies_house", ""),
            "ukprn": get("ukprn"),
            "opened_on": _day(get("opened")),
            "incorporated_on": _day(get("incorporated")),
            "closed_on": _day(get("closed")),
            "address": get("address", ""),
            "postcode": get("postcode", ""),
        },
    )


def membership(key: tuple[Any, ...], facts: Facts) -> Columns:
    return {
        "group_uid": key[0],
        "urn": key[1],
        "joined_on": _day(_values(facts).get("joined")),
        "seen_on": _seen(facts),
    }


def link(key: tuple[Any, ...], facts: Facts) -> Columns:
    known = _values(facts)
    return _clipped(
        Link,
        {
            "urn": key[0],
            "link_urn": key[1],
            "type": key[2],
            "link_name": known.get("name", ""),
            "established_on": _day(known.get("established")),
            "seen_on": _seen(facts),
        },
    )


def _values(*registers: Facts) -> Mapping[str, Any]:
    spoken = [facts for facts in registers if facts]
    if len(spoken) == 1:  # in one register a fact stands once
        return {fact: value for said in spoken[0].values() for fact, value in said.items()}
    return {fact: value for fact, (value, _source) in joining.newest(*spoken).items()}


def _seen(facts: Facts) -> dt.date:
    return max(joining.day(said_by) for said_by, said in facts.items() if "seen" in said)
