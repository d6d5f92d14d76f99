"""What the register says of a school, for its data pack."""

import dataclasses
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.organisations.queries.performance import measures, reading
from trigpoint.organisations.queries.performance import school as performance
from trigpoint.reviews.models import Review

FIELDS = (
    "urn",
    "phase",
    "type_name",
    "la_name",
    "age_low",
    "age_high",
    "capacity",
    "pupils",
    "boys",
    "girls",
    "percent_fsm",
    "medium",
    "trust_name",
)
NOTHING: tuple[Any, ...] = (None, "")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of a table: what, and how much."""

    label: str
    value: str


def of_host(review: Review) -> dict[str, Any]:
    """
    What the register holds of the host today: what a pack keeps. No query for a host without a URN.

    By field, with the day of the census; and the public figures of the newest years, as table, measure, year, value and
    reason.
    """
    host = review.host
    values = {name: str(value) for name in FIELDS if (value := getattr(host, name, None)) not in NOTHING}
    census_on = getattr(host, "census_on", None)
    public = [[f.table, f.measure.name, f.year, f.value, f.reason] for f in performance.newest(host)]
    return {"values": values, "census_on": census_on.isoformat() if census_on else None, "public": public}


def lines(review: Review, kept: dict[str, Any]) -> list[Figure]:
    """Kept figures in the reader's language, in the register's order."""
    fields = {field.name: field for field in type(review.host)._meta.get_fields()}  # noqa: SLF001 - public description
    found = []
    for name in FIELDS:
        if name in kept["values"]:
            label = str(getattr(fields[name], "verbose_name", name)) if name in fields else name
            found.append(Figure(label=label[:1].upper() + label[1:], value=kept["values"][name]))
    if kept["census_on"]:
        found.append(Figure(label=_("Day of the count"), value=kept["census_on"]))
    for table, name, year, value, reason in kept.get("public", ()):
        measure = measures.measure(name, table)
        words = _("%(measure)s, %(year)s") % {"measure": measure.title, "year": reading.school_year(year)}
        found.append(Figure(label=words, value=reading.value(measure.unit, value, reason)))
    return found
