"""A cycle on one page: every school with its dates, its team, and what it gives. A fixed number of queries."""

import calendar
import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import Missing
from trigpoint.kernel.words import speak
from trigpoint.programmes.queries import scope
from trigpoint.programmes.queries.cycles import Cycle
from trigpoint.programmes.queries.partnerships import memberships
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.parts import parts
from trigpoint.reviews.queries.stages import Step, of_reviews
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.queries.team import of_reviews as seats_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a school gives and receives in a cycle: seats on visits (one a person and visit), and reviewer-days."""

    visits_given: int
    visits_received: int
    days_given: int
    days_received: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    A review of one school of the partnership in the cycle; `review` is None until one is planned.

    A school of which several subjects are reviewed has several lines.
    """

    school_id: uuid.UUID
    school_name: str
    joined_on: dt.date
    review: Review | None
    steps: tuple[Step, ...]
    seats: tuple[Member, ...]
    share: Share
    last_visit_on: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CycleView:
    """A cycle as one person meets it. `leads` when the person leads the partnership."""

    cycle: Cycle
    standpoint: scope.Standpoint
    model: Definition
    lines: tuple[Line, ...]
    leads: bool
    on: dt.date

    def plays_in(self, review: Review) -> bool:
        """Whether the person plays a part in this review, and so may open its page."""
        return bool(parts(self.standpoint.hats, review))


def load(hats: Hats, cycle_id: uuid.UUID, *, on: dt.date) -> tuple[Cycle, scope.Standpoint]:
    """
    The cycle and what the person is to its partnership; the words of the programme's model are spoken from here on.

    Raises Missing when it is not theirs to know of.
    """
    partnership = (
        scope.visible_to(hats).filter(cycles__pk=cycle_id).select_related("programme__review_model", "network").first()
    )
    standpoint = scope.of(hats, partnership, on=on) if partnership else None
    if partnership is None or standpoint is None or not standpoint.parts or standpoint.only_own:
        raise Missing
    cycle = partnership.cycles.get(pk=cycle_id)
    cycle.partnership = partnership
    speak(definition(partnership.programme.review_model_id))
    return cycle, standpoint


def overview(hats: Hats, cycle_id: uuid.UUID, *, on: dt.date) -> CycleView:
    """The whole page. Ten queries, however many schools."""
    cycle, standpoint = load(hats, cycle_id, on=on)
    day = min(max(on, cycle.starts_on), cycle.ends_on)
    reviews = list(
        Review.objects.filter(cycle=cycle)
        .exclude(state="cancelled")
        .select_related("host", "cycle", "partnership")
        .order_by("visit_starts_on")
    )
    steps, seats = of_reviews(reviews), seats_of([review.pk for review in reviews], on=on)
    by_host: dict[uuid.UUID, list[Review]] = defaultdict(list)
    for review in reviews:
        by_host[review.host_id].append(review)
    shares = shared(reviews, seats)
    members = list(memberships(cycle.partnership_id, on=day))
    visited = _last_visits(cycle, [member.school_id for member in members], on=on)
    lines = tuple(
        Line(
            school_id=member.school_id,
            school_name=member.school.name,
            joined_on=member.joined_on,
            review=review,
            steps=steps[review.pk] if review else (),
            seats=tuple(seats[review.pk]) if review else (),
            share=shares.get(member.school_id, NOTHING),
            last_visit_on=visited.get(member.school_id),
        )
        for member in members
        for review in by_host.get(member.school_id, NONE_YET)
    )
    return CycleView(
        cycle=cycle,
        standpoint=standpoint,
        model=definition(cycle.partnership.programme.review_model_id),
        lines=lines,
        leads=hats.has(Role.PARTNERSHIP_LEAD, place=Place.PARTNERSHIP, place_id=cycle.partnership_id),
        on=on,
    )


NONE_YET: list[Review | None] = [None]
NOTHING = Share(visits_given=0, visits_received=0, days_given=0, days_received=0)


def shared(reviews: Iterable[Review], seats: dict[uuid.UUID, list[Member]]) -> dict[uuid.UUID, Share]:
    """Who gives and who receives how much, by school id. Facilitators are not counted: they do not visit."""
    given: dict[uuid.UUID, list[int]] = defaultdict(list)
    received: dict[uuid.UUID, list[int]] = defaultdict(list)
    for review in reviews:
        days = (review.visit_ends_on - review.visit_starts_on).days + 1
        for seat in seats[review.pk]:
            if seat.reviews and seat.school_id:
                given[seat.school_id].append(days)
                received[review.host_id].append(days)
    return {
        school_id: Share(
            visits_given=len(given[school_id]),
            visits_received=len(received[school_id]),
            days_given=sum(given[school_id]),
            days_received=sum(received[school_id]),
        )
        for school_id in {*given, *received}
    }


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months on, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _last_visits(cycle: Cycle, school_ids: list[uuid.UUID], *, on: dt.date) -> dict[uuid.UUID, dt.date]:
    """The last day of each school's latest visit that is over, in any cycle of the network."""
    rows = (
        Review.objects.filter(network_id=cycle.network_id, host_id__in=school_ids, visit_ends_on__lt=on)
        .exclude(state__in=("cancelled", "postponed"))
        .values_list("host_id")
        .annotate(last=Max("visit_ends_on"))
    )
    return dict(rows)
