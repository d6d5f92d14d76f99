"""The Welsh Government's address list: twin sheets in two languages, joined on the school number."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.organisations.actions.imports import cells as one
from trigpoint.organisations.actions.imports.cells import BadRow
from trigpoint.organisations.actions.imports.layouts import Cells
from trigpoint.organisations.actions.imports.sayings import Entry, Saying, Shelf

# Code -> (English, Welsh), as the lists spell them.
AUTHORITIES = {
    660: ("Isle of Anglesey", "Ynys Môn"),
    661: ("Gwynedd", "Gwynedd"),
    662: ("Conwy", "Conwy"),
    663: ("Denbighshire", "Sir Ddinbych"),
    664: ("Flintshire", "Sir y Fflint"),
    665: ("Wrexham", "Wrecsam"),
    666: ("Powys", "Powys"),
    667: ("Ceredigion", "Ceredigion"),
    668: ("Pembrokeshire", "Sir Benfro"),
    669: ("Carmarthenshire", "Sir Gaerfyrddin"),
    670: ("Swansea", "Abertawe"),
    671: ("Neath Port Talbot", "Castell-nedd Port Talbot"),
    672: ("Bridgend", "Pen-y-bont ar Ogwr"),
    673: ("Vale of Glamorgan", "Bro Morgannwg"),
    674: ("Rhondda Cynon Taf", "Rhondda Cynon Taf"),
    675: ("Merthyr Tydfil", "Merthyr Tudful"),
    676: ("Caerphilly", "Caerffili"),
    677: ("Blaenau Gwent", "Blaenau Gwent"),
    678: ("Torfaen", "Torfaen"),
    679: ("Monmouthshire", "Sir Fynwy"),
    680: ("Newport", "Casnewydd"),
    681: ("Cardiff", "Caerdydd"),
}

# How a school teaches, by the code of the lists to 2021 or by the category of the lists since 2022.
MEDIUMS = {
    "WM": "Welsh medium",
    "EM": "English medium",
    "EW": "English with significant Welsh",
    "DS": "Dual stream",
    "TR": "Transitional",
    "AB": "Bilingual (type A)",
    "BB": "Bilingual (type B)",
    "CB": "Bilingual (type C)",
    "CH": "Bilingual (type Ch)",
    "1": "English medium (category 1)",
    "T2": "Moving to dual language (category T2)",
    "2": "Dual language (category 2)",
    "T3": "Moving to Welsh medium (category T3)",
    "3": "Welsh medium (category 3)",
    "3P": "Designated Welsh medium (category 3P)",
}

_PHASES = {
    "nursery": "Nursery",
    "meithrin": "Nursery",
    "primary": "Primary",
    "cynradd": "Primary",
    "secondary": "Secondary",
    "uwchradd": "Secondary",
    "middle": "All-through",
    "canol": "All-through",
    "special": "Special",
    "arbennig": "Special",
    "independent": "Independent",
    "annibynnol": "Independent",
    "pupil referral unit": "Pupil referral unit",
    "uned cyfeirio disgyblion": "Pupil referral unit",
}
_CATEGORY = re.compile(r"\b(?:category|categori|transitional|trosiannol)?\s*\(?(T2|T3|3P|[123])\)?\b", re.IGNORECASE)
_AGES = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})")


def number_of(row: Cells) -> int:
    """The seven-digit school number: four digits after the authority's three."""
    number = row.integer("school number", most=9_999_999)
    if not number or number < 1_000_000:
        raise BadRow(_("the school number “%(cell)s” has not seven digits") % {"cell": row.raw("school number")[:20]})
    return number


def read(row: Cells) -> Entry:
    """A row of the English sheet, or of a list that has only one."""
    facts = _common(row)
    name = row.text("school name")
    if not name:
        raise BadRow(_("there is no name for school %(number)s") % {"number": number_of(row)})
    facts["name"] = name[:160]
    for fact, column in (("governance", "governance"), ("religion", "religious character")):
        words = row.stated(column)
        if words is not None:
            facts[fact] = words
    facts |= _medium(row)
    phase = row.text("sector")
    if phase:
        facts["phase"] = _PHASES.get(phase.casefold(), phase)
    return Entry(line=row.line, sayings=[Saying(Shelf.WELSH_SCHOOL, (number_of(row),), facts)])


def read_welsh(row: Cells) -> Entry:
    """A row of the Welsh sheet: the numbers, and the names as they are in Welsh."""
    facts = _common(row)
    name = row.text("school name")
    if not name:
        raise BadRow(_("there is no name for school %(number)s") % {"number": number_of(row)})
    facts["name_cy"] = name[:160]
    phase = _PHASES.get(row.text("sector").casefold())
    if phase:
        facts["phase"] = phase
    return Entry(line=row.line, sayings=[Saying(Shelf.WELSH_SCHOOL, (number_of(row),), facts)])


def twins(english: Iterable[Entry], welsh: Iterable[Entry]) -> list[Entry]:
    """One entry a school: what the English sheet says, and from the Welsh one what it alone says."""
    entries: dict[tuple[int | str, ...], Entry] = {}
    for entry in [*english, *welsh]:
        first = entries.setdefault(entry.sayings[0].key, entry)
        if first is not entry:
            said = first.sayings[0].facts
            said |= {fact: value for fact, value in entry.sayings[0].facts.items() if fact not in said}
    for entry in entries.values():
        said = entry.sayings[0].facts
        said.setdefault("name", said.get("name_cy", ""))
    return list(entries.values())


def _common(row: Cells) -> dict[str, Any]:
    number = number_of(row)
    code = row.code("la code") or number // 10_000
    english, welsh = AUTHORITIES.get(code, (row.text("local authority"), ""))
    facts: dict[str, Any] = {"la": [code, english], "la_cy": welsh, "number": number % 10_000}
    lines = [line for n in range(1, 5) if (line := row.stated(f"address {n}"))]
    county = lines.pop() if len(lines) > 1 and lines[-1] in (english, welsh) else ""
    town = lines.pop() if lines else ""
    lines += [""] * (3 - len(lines))
    code_of_post = one.postcode(row.raw("postcode"))
    if any(lines) or town or code_of_post:
        facts["address"] = [lines[0], lines[1], lines[2], town, county, code_of_post]
    telephone = one.telephone(row.raw("phone number"), british=True)
    if telephone:
        facts["telephone"] = telephone
    pupils = row.integer("pupils", most=100_000)
    if pupils is not None:
        facts["census"] = [None, pupils, None, None, None]
    ages = _AGES.search(row.text("school type"))
    if ages:
        facts["ages"] = [int(ages[1]), int(ages[2])]
    return facts


def _medium(row: Cells) -> dict[str, Any]:
    code, words = row.text("wm code").upper(), row.text("welsh medium type")
    if code not in MEDIUMS:
        category = _CATEGORY.search(words) or _CATEGORY.fullmatch(code)
        code = category[1].upper() if category else code
    words = MEDIUMS.get(code) or ("" if words.casefold() in ("not applicable", "dim yn berthnasol") else words)
    return {"medium": [code[:12], words[:120]]} if code or words else {}
