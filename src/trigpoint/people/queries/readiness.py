"""What people can give to reviews in a network, and when they are away. The caller has asked who may know."""

import datetime as dt
import uuid
from collections.abc import Iterable

from trigpoint.people.models import Absence, Readiness

__all__ = ["Absence", "Readiness", "absence", "absences_of", "of", "of_people"]


def of(person_id: uuid.UUID, network_id: uuid.UUID) -> Readiness:
    """One person's, as written down; an unsaved one, with version 0, when nothing is."""
    found = Readiness.objects.filter(person_id=person_id, network_id=network_id).first()
    return found or Readiness(person_id=person_id, network_id=network_id, version=0)


def of_people(person_ids: Iterable[uuid.UUID], *, network_id: uuid.UUID) -> dict[uuid.UUID, Readiness]:
    """By person; who has said nothing is left out. One query."""
    rows = Readiness.objects.filter(network_id=network_id, person_id__in=list(person_ids))
    return {row.person_id: row for row in rows}


def absences_of(
    person_ids: Iterable[uuid.UUID], *, network_id: uuid.UUID, since: dt.date | None = None
) -> dict[uuid.UUID, list[Absence]]:
    """By person, the earliest first; `since` leaves out what is over before that day. One query."""
    rows = Absence.objects.filter(network_id=network_id, person_id__in=list(person_ids))
    if since is not None:
        rows = rows.filter(ends_on__gte=since)
    found: dict[uuid.UUID, list[Absence]] = {}
    for row in rows.order_by("starts_on", "ends_on"):
        found.setdefault(row.person_id, []).append(row)
    return found


def absence(absence_id: uuid.UUID) -> Absence | None:
    return Absence.objects.filter(pk=absence_id).select_related("person", "network").first()
