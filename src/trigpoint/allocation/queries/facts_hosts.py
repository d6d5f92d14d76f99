"""What is to be reviewed: schools, trusts with the schools that are visited, or one subject of each school."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from trigpoint.allocation.queries.scope import Cycle, Scope
from trigpoint.organisations.queries import by_id
from trigpoint.organisations.queries.networks import School
from trigpoint.programmes.queries.partnerships import memberships_of_all
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries import subject as subjects
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.rules import subject as rules

__all__ = ["Found", "Host", "key_of", "load", "members"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """
    What is to be reviewed in a cycle: a school, or a trust's central office. `review` is None until one is planned.

    `subject_name` says of what, where the model looks at one subject; `sites` are the schools that are visited, chosen
    for whom nobody has chosen yet.
    """

    key: str
    cycle_id: uuid.UUID
    partnership_id: uuid.UUID
    school: School
    earliest: dt.date
    latest: dt.date
    review: Review | None
    seats: tuple[Member, ...]
    last_visit_on: dt.date | None
    subject_name: str = ""
    sites: tuple[School, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether it is under way, over or put off: nothing of it is planned any more."""
        return self.review is not None and self.review.state != "planned"

    @property
    def name(self) -> str:
        """The school, and the subject where it is about one."""
        if not self.subject_name:
            return self.school.name
        return _("%(subject)s at %(school)s") % {"subject": self.subject_name, "school": self.school.name}

    @property
    def localities(self) -> frozenset[str]:
        """The areas of all that is visited."""
        return frozenset(place.la_name for place in (self.school, *self.sites) if place.la_name)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`partnership_of` is by the id of each member, whether it can be reviewed or not."""

    hosts: tuple[Host, ...]
    unfit: tuple[tuple[School, str], ...]
    partnership_of: dict[uuid.UUID, uuid.UUID]


def key_of(cycle_id: uuid.UUID, school_id: uuid.UUID, subject: str = "") -> str:
    """What the review of a school (and subject) in a cycle is called in a problem and in a plan, planned or not."""
    return f"{cycle_id}/{school_id}/{subject}" if subject else f"{cycle_id}/{school_id}"


def load(
    scope: Scope,
    reviews: Iterable[Review],
    seats: Mapping[uuid.UUID, list[Member]],
    *,
    model: Definition,
    subject: str,
    on: dt.date,
) -> Found:
    """One query for each day on which members are asked for; of a trust's review, two more each."""
    known: dict[tuple[uuid.UUID, uuid.UUID], list[Review]] = defaultdict(list)
    visited: dict[tuple[uuid.UUID, str], dt.date] = {}
    for review in reviews:
        if review.state != "cancelled":
            known[review.cycle_id, review.host_id].append(review)
        if review.visit_ends_on < on and review.state not in ("cancelled", "postponed"):
            last = visited.get((review.host_id, review.subject_name), review.visit_ends_on)
            visited[review.host_id, review.subject_name] = max(review.visit_ends_on, last)
    hosts: list[Host] = []
    unfit: list[tuple[School, str]] = []
    partnership_of: dict[uuid.UUID, uuid.UUID] = {}
    by_cycle = members(scope, on=on)
    for cycle in scope.cycles:
        for school, left_on in by_cycle[cycle.pk]:
            partnership_of[school.pk] = cycle.partnership_id
            here = known[cycle.pk, school.pk]
            several: list[Review | None] = [*here, None] if _is_wanted(here, model, subject) else [*here]
            for one in several:
                sites = _sites(one, school, cycle, model, on)
                if one is None and (why := _why_unfit(model, school, sites)):
                    unfit.append((school, why))
                    continue
                about = one.subject_name if one is not None else subject
                hosts.append(
                    Host(
                        key=key_of(cycle.pk, school.pk, about),
                        cycle_id=cycle.pk,
                        partnership_id=cycle.partnership_id,
                        school=school,
                        earliest=cycle.starts_on,
                        latest=min(cycle.ends_on, left_on or cycle.ends_on),
                        review=one,
                        seats=tuple(seat for seat in seats[one.pk] if seat.reviews) if one is not None else (),
                        last_visit_on=visited.get((school.pk, about)),
                        subject_name=about,
                        sites=sites,
                    )
                )
    return Found(hosts=tuple(hosts), unfit=tuple(unfit), partnership_of=partnership_of)


def members(scope: Scope, *, on: dt.date) -> dict[uuid.UUID, list[tuple[School, dt.date | None]]]:
    """By cycle, its schools with the day on which each leaves, by name. One query for each day that is asked about."""
    days: dict[dt.date, list[Cycle]] = defaultdict(list)
    for cycle in scope.cycles:
        days[min(max(on, cycle.starts_on), cycle.ends_on)].append(cycle)
    found: dict[uuid.UUID, list[tuple[School, dt.date | None]]] = {}
    for day, cycles in days.items():
        several = memberships_of_all([cycle.partnership_id for cycle in cycles], on=day)
        of_partnership: dict[uuid.UUID, list[tuple[School, dt.date | None]]] = defaultdict(list)
        for row in several:
            of_partnership[row.partnership_id].append((row.school, row.left_on))
        found |= {cycle.pk: of_partnership[cycle.partnership_id] for cycle in cycles}
    return found


def _is_wanted(known: list[Review], model: Definition, subject: str) -> bool:
    """Whether a review is still to be planned: one in a cycle, or one of each subject."""
    if model.subject.kind != "subject" or not subject:
        return not known
    return all(review.subject_name != subject for review in known)


def _sites(review: Review | None, school: School, cycle: Cycle, model: Definition, on: dt.date) -> tuple[School, ...]:
    """Those that were chosen; else as many as the model allows, of as many phases as there are."""
    if not model.subject.has_sites:
        return ()
    if review is not None and review.site_ids:
        return tuple(by_id.schools(review.site_ids))
    possible = subjects.possible_sites(model, school, cycle.partnership_id, on=max(on, cycle.starts_on))
    rows = by_id.schools(site.id for site in possible)
    seen: dict[str, int] = defaultdict(int)
    turns = []
    for row in rows:
        turns.append((seen[row.phase], row))
        seen[row.phase] += 1
    turns.sort(key=lambda pair: pair[0])
    return tuple(row for _turn, row in turns[: model.subject.sites_max])


def _why_unfit(model: Definition, school: School, sites: tuple[School, ...]) -> str:
    """Why a member can't be reviewed by this model, in the words of who would plan it by hand; "" where it can."""
    ids = [site.pk for site in sites]
    found = rules.mistakes(
        model, school, subject_name="-" * (model.subject.kind == "subject"), leader_known=True, sites=ids, possible=ids
    )
    return " ".join(message for several in found.values() for message in several)
