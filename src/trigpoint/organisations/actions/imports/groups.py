"""Rows about trusts and other groups, about who is in them, and about links between establishments."""

from typing import Any

from django.utils.translation import gettext as _

from trigpoint.organisations.actions.imports import cells as one
from trigpoint.organisations.actions.imports.cells import BadRow
from trigpoint.organisations.actions.imports.establishments import MOST_URN, urn_of
from trigpoint.organisations.actions.imports.layouts import Cells
from trigpoint.organisations.actions.imports.sayings import Entry, Saying, Shelf
from trigpoint.organisations.enums import GROUP_TYPES, GroupStatus

_TYPE_CODES = {name.casefold(): code for code, name in GROUP_TYPES.items()}
_STATUSES = {
    "open": GroupStatus.OPEN,
    "closed": GroupStatus.CLOSED,
    "proposed_to_open": GroupStatus.PROPOSED,
    "proposed to open": GroupStatus.PROPOSED,
    "created in error": GroupStatus.CLOSED,
}
_ADDRESS = ("group street", "group locality", "group address 3", "group town", "group county")


def read_group(row: Cells) -> Entry:
    """A group with its address. Its head is a person and is not read."""
    return Entry(line=row.line, sayings=[_group(row)])


def read_membership(row: Cells) -> Entry:
    """That a school is in a group, and what the row says of the group."""
    urn = urn_of(row)
    group = _group(row)
    said: dict[str, Any] = {"seen": True}
    joined = row.date("joined date")
    if joined:
        said["joined"] = joined
    return Entry(line=row.line, sayings=[Saying(Shelf.MEMBERSHIP, (*group.key, urn), said), group])


def _group(row: Cells) -> Saying:
    uid = row.integer("group uid", most=MOST_URN)
    if not uid:
        raise BadRow(_("there is no group UID"))
    name = row.text("group name")
    if not name:
        raise BadRow(_("there is no name for group %(uid)s") % {"uid": uid})
    facts: dict[str, Any] = {"name": name[:200], **_type(row)}
    status = _status(row)
    if status:
        facts["status"] = status.value
    if row.has("closed date"):
        facts["closed"] = row.date("closed date")
    for fact, column in (("opened", "open date"), ("incorporated", "incorporated on (open date)")):
        day = row.date(column)
        if day:
            facts[fact] = day
    for fact, value in (
        ("group_id", row.text("group id")),
        ("companies_house", one.company_number(row.raw("companies house number"))),
        ("ukprn", row.integer("ukprn", most=99_999_999)),
        ("address", ", ".join(line for column in _ADDRESS if (line := row.stated(column)))),
        ("postcode", one.postcode(row.raw("group postcode"))),
    ):
        if value:
            facts[fact] = value
    return Saying(Shelf.GROUP, (uid,), facts)


def _type(row: Cells) -> dict[str, Any]:
    code, name = row.code("group type (code)"), row.text("group type")
    if code is None:
        code = _TYPE_CODES.get(name.casefold())
    return {"type": [code, name or GROUP_TYPES.get(code or 0, "")]} if code is not None or name else {}


def _status(row: Cells) -> GroupStatus | None:
    said = row.text("group status (code)") or row.text("group status")
    if not said:
        return None
    status = _STATUSES.get(said.casefold()) or _STATUSES.get(row.text("group status").casefold())
    if not status:
        raise BadRow(_("the status “%(status)s” is none that a group can have") % {"status": said[:40]})
    return status


def read_link(row: Cells) -> Entry:
    """A link as the register words it; the other end may be unknown to us."""
    urn, other = urn_of(row), urn_of(row, "linkurn")
    kind = row.text("linktype")
    if not kind:
        raise BadRow(_("the kind of link is missing"))
    facts: dict[str, Any] = {"seen": True}
    name, day = row.text("linkname"), row.date("linkestablisheddate")
    if name:
        facts["name"] = name[:200]
    if day:
        facts["established"] = day
    return Entry(line=row.line, sayings=[Saying(Shelf.LINK, (urn, other, kind[:100]), facts)])
