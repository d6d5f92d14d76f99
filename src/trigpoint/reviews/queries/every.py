"""Every review of a programme, whoever asks: for those who plan for all of it. The caller has asked a rule."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable

from trigpoint.access.roles import Place
from trigpoint.people.queries.appointments import at_place, ever_at_place
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.team import TEAM

__all__ = ["Engagement", "Review", "engagements", "of_programme", "sent_before", "to_come"]

NOT_HAPPENING = ("cancelled", "postponed")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A visit on whose team somebody is."""

    review_id: uuid.UUID
    first: dt.date
    last: dt.date


def of_programme(programme_id: uuid.UUID) -> list[Review]:
    """With hosts, cycles, partnerships and the programme, by the day of the visit. One query."""
    rows = Review.objects.filter(programme_id=programme_id).exclude(state="cancelled")
    return list(
        rows.select_related("host", "cycle", "partnership", "programme", "network").order_by("visit_starts_on", "pk")
    )


def to_come(partnership_ids: Iterable[uuid.UUID], *, on: dt.date) -> list[uuid.UUID]:
    """The ids of the reviews of these partnerships that are planned and not over. One query."""
    rows = Review.objects.filter(partnership_id__in=list(partnership_ids), state="planned", visit_ends_on__gte=on)
    return list(rows.values_list("pk", flat=True))


def engagements(
    person_ids: Iterable[uuid.UUID], *, network_id: uuid.UUID, on: dt.date, but: Iterable[uuid.UUID] = ()
) -> dict[uuid.UUID, list[Engagement]]:
    """By person, the visits of the network that are not over and not among `but`. Two queries."""
    rows = Review.objects.filter(network_id=network_id, visit_ends_on__gte=on).exclude(state__in=NOT_HAPPENING)
    spans = {pk: (first, last) for pk, first, last in rows.values_list("pk", "visit_starts_on", "visit_ends_on")}
    for pk in but:
        spans.pop(pk, None)
    found: dict[uuid.UUID, list[Engagement]] = defaultdict(list)
    seats = at_place(Place.REVIEW, spans, on=on, roles=TEAM).filter(person_id__in=list(person_ids))
    for person_id, review_id in seats.values_list("person_id", "place_id"):
        if review_id is None:
            continue
        first, last = spans[review_id]
        found[person_id].append(Engagement(review_id=review_id, first=first, last=last))
    return found


def sent_before(
    host_ids: Iterable[uuid.UUID], *, network_id: uuid.UUID, before: dt.date
) -> dict[tuple[uuid.UUID, str], frozenset[uuid.UUID]]:
    """By host and subject, the schools that have sent somebody to a visit that began before the day. Two queries."""
    rows = Review.objects.filter(network_id=network_id, host_id__in=list(host_ids), visit_starts_on__lt=before)
    about = {
        pk: (host_id, subject)
        for pk, host_id, subject in rows.exclude(state__in=NOT_HAPPENING).values_list("pk", "host_id", "subject_name")
    }
    found: dict[tuple[uuid.UUID, str], set[uuid.UUID]] = defaultdict(set)
    seats = ever_at_place(Place.REVIEW, about, roles=TEAM).exclude(school_id__isnull=True)
    for review_id, school_id in seats.values_list("place_id", "school_id"):
        if review_id is not None and school_id is not None:
            found[about[review_id]].add(school_id)
    return {key: frozenset(schools) for key, schools in found.items()}
