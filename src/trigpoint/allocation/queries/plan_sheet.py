"""A schedule as a table that goes out: one row a review, with its days, its team and what is missing."""

from collections.abc import Iterator

from trigpoint.allocation.queries.drafts import Draft
from trigpoint.allocation.queries.sheets import as_workbook
from trigpoint.kernel.tables import as_csv

COLUMNS = (
    "urn", "school", "first_day", "last_day", "workshop", "lead", "lead_school", "reviewers", "empty_seats",
)  # fmt: skip


def rows(draft: Draft) -> Iterator[list[str]]:
    """In the order of the days; reviewers with their schools, divided by semicolons."""
    for booking in draft.bookings:
        host = draft.host(booking.review)
        school = host.school
        lead = _who(draft, booking.lead or "")
        empty = draft.empty(booking) + (not booking.lead)
        yield [
            str(school.urn or ""),
            host.name,
            booking.start.isoformat(),
            draft.last_day(booking).isoformat(),
            booking.workshop.isoformat() if booking.workshop else "",
            *lead,
            "; ".join(", ".join(filter(None, _who(draft, person))) for person in booking.members),
            str(empty),
        ]


def _who(draft: Draft, person: str) -> tuple[str, str]:
    known = draft.people.get(person)
    if known is None:
        return "", ""
    return known.account.name, known.school.name if known.school else ""


def workbook(draft: Draft) -> bytes:
    return as_workbook({"reviews": (COLUMNS, rows(draft))})


def table(draft: Draft) -> str:
    return as_csv(COLUMNS, rows(draft))
