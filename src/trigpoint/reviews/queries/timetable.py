"""The visit hour by hour, and what is not available for observation."""

import dataclasses
import datetime as dt
import itertools
import uuid
from collections.abc import Iterable

from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries.appointments import at_place
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.enums import Mode
from trigpoint.reviews.models import Activity, Review, Slot

PARTNERS = (Role.HEAD, Role.SENIOR_LEADER, Role.CHAMPION)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: uuid.UUID
    name: str
    initials: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One activity of the visit. `kind` is a key of the model's kinds of evidence, empty where it gives none.

    `to_move`: its class or person is no longer available for observation then; the lead finds another.
    """

    id: uuid.UUID
    version: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    kind: str
    kind_label: str
    what: str
    site_id: uuid.UUID | None
    site: str
    place: str
    audience: str
    codes: tuple[str, ...]
    mode: str
    mode_label: str
    aspects: tuple[str, ...]
    partner_id: uuid.UUID | None
    partner: str
    reviewers: tuple[Person, ...]
    to_move: bool

    def has(self, person_id: uuid.UUID | None) -> bool:
        return person_id is None or any(person.id == person_id for person in self.reviewers)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NotAvailable:
    """A code that is not available for observation. No end (or start): all of that side. Never why."""

    id: uuid.UUID
    code: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None


def activities(review: Review, person_id: uuid.UUID | None = None) -> tuple[Entry, ...]:
    """The visit's activities by time; with a person, only those that the person takes part in. Two queries."""
    rows = Activity.objects.filter(review=review).select_related("partner", "site").prefetch_related("reviewers")
    labels = definition(review.review_model_id).evidence_labels
    entries = (_entry(row, labels) for row in rows.order_by("starts_at", "ends_at", "id"))
    return tuple(entry for entry in entries if entry.has(person_id))


def activity(review: Review, activity_id: uuid.UUID) -> Activity:
    """One activity. Raises Missing."""
    found = Activity.objects.filter(review=review, pk=activity_id).select_related("review").first()
    if found is None:
        raise Missing
    return found


def entry(review: Review, activity_id: uuid.UUID) -> Entry:
    """One activity as a value. Raises Missing."""
    return _entry(activity(review, activity_id), definition(review.review_model_id).evidence_labels)


def partners(review: Review, *, on: dt.date) -> list[tuple[uuid.UUID, str]]:
    """Leaders of the host and of the schools that are visited who may look together with a reviewer: id and name. One query."""
    found = at_place(Place.SCHOOL, [review.host_id, *review.site_ids], on=on, roles=PARTNERS).filter(
        network_id=review.network_id
    )
    people = {seat.person_id: seat.person.name for seat in found}
    if review.subject_leader is not None:
        people.setdefault(review.subject_leader.pk, review.subject_leader.name)
    return list(people.items())


def not_available(review: Review) -> tuple[NotAvailable, ...]:
    """Codes and windows for the headteacher and the lead. One query."""
    rows = Slot.objects.filter(review=review, closed=1).order_by("code", "window")
    return tuple(
        NotAvailable(id=row.pk, code=row.code, starts_at=row.window.lower, ends_at=row.window.upper) for row in rows
    )


def has_not_available(review: Review) -> bool:
    """What a reviewer may know: that there are some."""
    return Slot.objects.filter(review=review, closed=1).exists()


def closed_slot(review: Review, slot_id: uuid.UUID) -> Slot:
    """One entry of what is not available. Raises Missing."""
    found = Slot.objects.filter(review=review, closed=1, pk=slot_id).select_related("review").first()
    if found is None:
        raise Missing
    return found


def clashes(entries: Iterable[Entry]) -> list[tuple[Person, Entry, Entry]]:
    """Who is in two places at once, and in which."""
    found = []
    for first, second in itertools.combinations(entries, 2):
        if first.starts_at < second.ends_at and second.starts_at < first.ends_at:
            both = {person.id for person in second.reviewers}
            found += [(person, first, second) for person in first.reviewers if person.id in both]
    return found


def mix(entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    """How many activities are planned for each aspect and kind of evidence."""
    counted: dict[tuple[str, str], int] = {}
    for entry in entries:
        for aspect in entry.aspects:
            if entry.kind:
                counted[aspect, entry.kind] = counted.get((aspect, entry.kind), 0) + 1
    return counted


def _entry(row: Activity, labels: dict[str, str]) -> Entry:
    return Entry(
        id=row.pk,
        version=row.version,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        kind=row.kind,
        kind_label=labels.get(row.kind, ""),
        what=row.what,
        site_id=row.site_id,
        site=row.site.name if row.site else "",
        place=row.place,
        audience=row.audience,
        codes=tuple(row.codes),
        mode=row.mode,
        mode_label=str(Mode(row.mode).label),
        aspects=tuple(row.aspects),
        partner_id=row.partner_id,
        partner=row.partner.name if row.partner else "",
        reviewers=tuple(
            Person(id=person.pk, name=person.name, initials=person.initials)
            for person in sorted(row.reviewers.all(), key=lambda person: person.name)
        ),
        to_move=row.to_move,
    )
