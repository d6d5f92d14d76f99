"""All that is known of the schools, people and reviews of a scope: what a problem is made from. A fixed number of queries."""

import dataclasses
import datetime as dt
import functools
import uuid
from collections import Counter

from trigpoint.allocation.models import Pin
from trigpoint.allocation.queries import facts_hosts, facts_people
from trigpoint.allocation.queries.facts_hosts import Host, key_of
from trigpoint.allocation.queries.facts_people import Person
from trigpoint.allocation.queries.scope import Scope
from trigpoint.organisations.queries.networks import School
from trigpoint.programmes.queries import school_days, standings
from trigpoint.programmes.queries.calendar import Calendar, calendar
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.queries import conflicts
from trigpoint.reviews.queries.cycle import Share, shared
from trigpoint.reviews.queries.every import of_programme, sent_before
from trigpoint.reviews.queries.team import of_reviews
from trigpoint.reviews.rules.sending import OFF

__all__ = ["OVER", "Facts", "Host", "Person", "key_of", "load"]

OVER = ("closed", "cancelled", "postponed")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Facts:
    """
    Everything of one scope on one day.

    `conflicts` are those with schools of the scope: what is written down elsewhere is not for those who plan here. `unfit`
    are members that can't be reviewed by the model, each with why, in words. `sent_before` are the schools that
    have sent somebody to an earlier review, by host and subject (only where the model asks).
    """

    scope: Scope
    on: dt.date
    model: Definition
    calendar: Calendar
    hosts: tuple[Host, ...]
    unfit: tuple[tuple[School, str], ...]
    people: tuple[Person, ...]
    schools: dict[uuid.UUID, School]
    partnership_of: dict[uuid.UUID, uuid.UUID]
    windows: dict[uuid.UUID, list[school_days.Window]]
    capacities: dict[uuid.UUID, school_days.Capacity]
    standings: dict[uuid.UUID, str]
    conflicts: tuple[conflicts.Conflict, ...]
    pins: tuple[Pin, ...]
    earlier: dict[uuid.UUID, Share]
    sent_before: dict[tuple[uuid.UUID, str], frozenset[uuid.UUID]]
    cycle_number: int

    @property
    def first_day(self) -> dt.date:
        return min((cycle.starts_on for cycle in self.scope.cycles), default=self.on)

    @property
    def last_day(self) -> dt.date:
        return max((cycle.ends_on for cycle in self.scope.cycles), default=self.on)

    @functools.cached_property
    def named(self) -> dict[str, str]:
        """What ids are called: schools, partnerships, reviews by their keys, people of the pools and whoever has a seat."""
        schools = {str(pk): school.name for pk, school in self.schools.items()}
        partnerships = {str(cycle.partnership_id): cycle.partnership.name for cycle in self.scope.cycles}
        seated = {str(seat.person_id): seat.name for host in self.hosts for seat in host.seats}
        people = {str(person.account.pk): person.account.name for person in self.people}
        return {**schools, **partnerships, **seated, **people, **{host.key: host.name for host in self.hosts}}

    def of_pin(self, pin: Pin) -> list[Host]:
        """The reviews that a pin is for: of a school of which several subjects are reviewed, all."""
        return [host for host in self.hosts if (host.cycle_id, host.school.pk) == (pin.cycle_id, pin.school_id)]


def load(scope: Scope, *, on: dt.date, subject: str = "") -> Facts:
    """
    About twenty queries, and for a trust one for its schools.

    `subject` is what reviews are planned of that are not yet, where the model looks at one subject of a school.
    """
    model = definition(scope.programme.review_model_id)
    reviews = of_programme(scope.programme.pk)
    seats = of_reviews([review.pk for review in reviews], on=on)
    found = facts_hosts.load(scope, reviews, seats, model=model, subject=subject, on=on)
    visits = Counter(
        seat.person_id
        for review in reviews
        if review.visit_ends_on < on and review.state not in OVER[1:]
        for seat in seats[review.pk]
        if seat.reviews
    )
    people = facts_people.load(
        {cycle.partnership_id for cycle in scope.cycles},
        {host.review.pk: host.partnership_id for host in found.hosts if host.review is not None and not host.settled},
        found.partnership_of,
        visits=visits,
        planned=[host.review.pk for host in found.hosts if host.review is not None],
        network_id=scope.network.pk,
        model=model,
        on=on,
    )
    schools = {host.school.pk: host.school for host in found.hosts}
    schools |= {person.school.pk: person.school for person in people if person.school is not None}
    partnership_of = dict(found.partnership_of)
    for person in people:
        if person.school is not None:
            partnership_of.setdefault(person.school.pk, person.partnership_id)
    ours = set(scope.cycle_ids)
    latest = max((cycle.ends_on for cycle in scope.cycles), default=on)
    again = model.enforcement("not_same_pair_twice") != OFF
    return Facts(
        scope=scope,
        on=on,
        model=model,
        calendar=calendar(scope.network.pk),
        hosts=found.hosts,
        unfit=found.unfit,
        people=people,
        schools=schools,
        partnership_of=partnership_of,
        windows=school_days.windows(schools, network_id=scope.network.pk, since=on - dt.timedelta(days=7)),
        capacities=school_days.capacities(schools, network_id=scope.network.pk),
        standings=standings.standings_on(scope.programme.pk, schools, on=on),
        conflicts=tuple(
            row for row in conflicts.of_people([person.account.pk for person in people]) if row.school_id in schools
        ),
        pins=tuple(Pin.objects.filter(cycle_id__in=ours).select_related("person", "school", "made_by").order_by("pk")),
        earlier=shared([review for review in reviews if review.cycle_id not in ours], seats),
        sent_before=sent_before(schools, network_id=scope.network.pk, before=latest) if again else {},
        cycle_number=min((cycle.number for cycle in scope.cycles), default=1),
    )
