"""
Tables of the process evaluation, T13 to T22, as somebody else counted them.

They come as JSON:

    {"tables": {"T16": {"head": ["Role", "Invited", "Attended"], "rows": [["head", 10, 9]], "note": "", "perceived": false}},
     "findings": [{"title": "…", "text": "…"}], "cost_band": "very low"}

A caption of ours stands where they give none. What people perceived is labelled so and stays in this part.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.evaluation.study.errors import Refused
from trigpoint.evaluation.study.report.blocks import NOTHING, Block, Given, Heading, Numbers, Table, Words
from trigpoint.evaluation.study.words import gettext as _

CODES = tuple(f"T{number}" for number in range(13, 23))
KEYS = {"tables", "findings", "cost_band"}


def captions() -> dict[str, str]:
    return {
        "T13": _("How the process was studied"),
        "T14": _("Survey responses by role"),
        "T15": _("What was answered, by wave"),
        "T16": _("Attendance at training"),
        "T17": _("Whether reviews were done as meant"),
        "T18": _("When workshops were held"),
        "T19": _("Actions by how far they are"),
        "T20": _("Cost to a school, and for each pupil and year over three years"),
        "T21": _("Time in hours, by role"),
        "T22": _("What comparison schools do"),
    }


def checked(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was given, if it can be printed. Raises Refused with what is wrong."""
    for key in given:
        if key not in KEYS:
            raise Refused(
                _("The process file has no “%(key)s”: it knows %(known)s.")
                % {"key": key, "known": ", ".join(sorted(KEYS))}
            )
    if not isinstance(given.get("tables", {}), dict):
        raise Refused(_("“tables” needs a name for each table: T13 to T22."))
    findings = given.get("findings", [])
    if not isinstance(findings, list) or not all(isinstance(one, dict) for one in findings):
        raise Refused(_("“findings” needs a list of titles with their texts."))
    for code, table in given.get("tables", {}).items():
        said = {"code": code}
        if code not in CODES:
            raise Refused(_("%(code)s is no table of the process: T13 to T22 are.") % said)
        if not isinstance(table, dict) or not table.get("head") or not isinstance(table.get("rows"), list):
            raise Refused(_("%(code)s needs a “head” and “rows”.") % said)
        if not all(isinstance(row, list) for row in [table["head"], *table["rows"]]):
            raise Refused(_("In %(code)s the head and each row need square brackets.") % said)
        if any(len(row) != len(table["head"]) for row in table["rows"]):
            raise Refused(_("In %(code)s a row has more or fewer cells than the head.") % said)
    return given


def blocks(n: Numbers) -> Iterator[Block]:
    given = n.at("/process") or {}
    tables = given.get("tables", {})
    if not tables and not given.get("findings"):
        yield Words(_("Nothing about the process was given to this report."))
        return
    for number, finding in enumerate(given.get("findings", [])):
        yield Heading(str(finding.get("title") or _("Finding %(n)d") % {"n": number + 1}), 3)
        yield Given(str(finding.get("text", "")))
    for code in CODES:
        if code in tables:
            yield _table(n, code, tables[code])


def _table(n: Numbers, code: str, table: Mapping[str, Any]) -> Table:
    caption = table.get("caption") or captions()[code]
    if table.get("perceived"):
        caption = _("%(caption)s (as people perceived it; this is not impact)") % {"caption": caption}
    numeric = {
        i
        for i in range(len(table["head"]))
        if i and all(isinstance(row[i], int | float | None) for row in table["rows"])
    }
    rows = tuple(
        tuple(_cell(n, f"/process/tables/{code}/rows/{r}/{c}", cell) for c, cell in enumerate(row))
        for r, row in enumerate(table["rows"])
    )
    return Table(
        code=code,
        caption=caption,
        head=tuple(map(str, table["head"])),
        rows=rows,
        note=str(table.get("note", "")),
        words=frozenset(set(range(len(table["head"]))) - numeric),
    )


def _cell(n: Numbers, key: str, cell: Any) -> str:
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return str(cell)
    return n.count(key) if isinstance(cell, int) else n.fixed(key, 2)
