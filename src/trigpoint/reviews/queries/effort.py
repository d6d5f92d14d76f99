"""What a review asks of people, in hours and days: by stage, person and school, against the dates and what they can give."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.people.queries import readiness
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.programmes.queries.review_models import RoleDefinition
from trigpoint.programmes.queries.school_days import CLOSED, windows
from trigpoint.reviews.enums import Part
from trigpoint.reviews.models import Activity, Focus, Sheet
from trigpoint.reviews.queries import subject, team
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.stages import Step, stages
from trigpoint.reviews.queries.team import Member

HOURS_A_DAY = 6.5
SEATED: dict[str, str] = {Part.LEAD: "lead_reviewer", Part.REVIEWER: "reviewer", Part.FACILITATOR: "facilitator"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a stage asks of the people of one role; `hours` are for one of them. `person_ids` where they are known."""

    stage: str
    starts_on: dt.date
    ends_on: dt.date
    done: bool
    role: str
    side: str
    people: int
    hours: float
    person_ids: frozenset[uuid.UUID]

    @property
    def total(self) -> float:
        return self.people * self.hours


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of the team: hours in all, days on the visit, and what stands against either."""

    name: str
    school: str
    hours: float
    visit_days: int
    remarks: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Days of the visit on which a school that is visited is busy or shut."""

    school: str
    why: str
    starts_on: dt.date
    ends_on: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Clear:
    """What people know of the visit: of how many each is true, out of how many."""

    what: str
    true: int
    out_of: int

    @property
    def is_done(self) -> bool:
        return self.true >= self.out_of > 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Effort:
    """`weeks` are hours by the Monday of the week in which a stage begins."""

    loads: tuple[Load, ...]
    people: tuple[Person, ...]
    weeks: dict[dt.date, float]
    school_days_ahead: int
    not_school: tuple[tuple[str, dt.date, str], ...]
    closed: tuple[Closed, ...]
    clear: tuple[Clear, ...]
    fee: float | None
    fee_note: str
    visit_days: int

    def side(self, *sides: str) -> float:
        return sum(load.total for load in self.loads if load.side in sides)

    @property
    def host_hours(self) -> float:
        return self.side("host", "stakeholder", "child")

    @property
    def team_hours(self) -> float:
        return self.side("team")

    @property
    def hours(self) -> float:
        return sum(load.total for load in self.loads)

    def cost(self, day_cost: float) -> float:
        """What all days of the hours come to at so much a day, with the fee."""
        return self.hours / HOURS_A_DAY * day_cost + (self.fee or 0)


def effort(scene: Scene) -> Effort:
    """Nine queries, however large the review."""
    review, model = scene.review, scene.model
    steps = stages(review)
    seats = [seat for seat in team.members(review, on=scene.on) if seat.reviews or seat.facilitates]
    loads = _loads(scene, steps, seats)
    known = calendar(review.network_id)
    weeks: dict[dt.date, float] = defaultdict(float)
    for load in loads:
        weeks[load.starts_on - dt.timedelta(days=load.starts_on.weekday())] += load.total
    return Effort(
        loads=tuple(loads),
        people=_people(scene, seats, loads),
        weeks=dict(sorted(weeks.items())),
        school_days_ahead=known.school_days_between(scene.on, review.visit_starts_on),
        not_school=tuple(
            (step.title, step.due_on, why)
            for step in steps
            if step.planned and not step.is_done and (why := known.why_not(step.due_on))
        ),
        closed=_closed(scene),
        clear=_clear(scene, seats),
        fee=model.fee.pounds if model.fee else None,
        fee_note=model.fee.note if model.fee else "",
        visit_days=(review.visit_ends_on - review.visit_starts_on).days + 1,
    )


def _loads(scene: Scene, steps: tuple[Step, ...], seats: list[Member]) -> list[Load]:
    by_key = {step.key: step for step in steps}
    sites = len(scene.review.site_ids)
    found = []
    for each in scene.model.hours:
        step = by_key.get(each.stage)
        if step is None:
            continue  # an optional stage that this review leaves out
        role = scene.model.role(each.role)
        known = frozenset(seat.person_id for seat in seats if seat.role == SEATED.get(role.part))
        found.append(
            Load(
                stage=step.title,
                starts_on=step.due_on,
                ends_on=step.ends_on,
                done=step.is_done,
                role=scene.model.role_label(role.key),
                side=role.side,
                people=len(known) or _usual(scene, role, sites),
                hours=each.hours,
                person_ids=known,
            )
        )
    return sorted(found, key=lambda load: load.starts_on)


def _usual(scene: Scene, role: RoleDefinition, sites: int) -> int:
    """How many there will be of a role of which nobody is named."""
    match role.part:
        case Part.LEAD:
            return int(scene.model.number("team.leads"))
        case Part.REVIEWER:
            return max(role.min, int(scene.model.number("team.min")) - int(scene.model.number("team.leads")))
        case Part.SITE_HEAD:
            return sites
        case _:
            return max(role.min, 1)


def _people(scene: Scene, seats: list[Member], loads: list[Load]) -> tuple[Person, ...]:
    review = scene.review
    ready = readiness.of_people([seat.person_id for seat in seats], network_id=review.network_id)
    away = readiness.absences_of(
        [seat.person_id for seat in seats], network_id=review.network_id, since=review.visit_starts_on
    )
    days = (review.visit_ends_on - review.visit_starts_on).days + 1
    found = []
    for seat in seats:
        remarks = []
        visits = days if seat.reviews else 0
        most = ready[seat.person_id].most_days if seat.person_id in ready else None
        if most is not None and visits > most:
            remarks.append(
                _("gives %(most)d days a year, and this visit takes %(days)d") % {"most": most, "days": days}
            )
        if any(one.starts_on <= review.visit_ends_on for one in away.get(seat.person_id, ())):
            remarks.append(_("is away on a day of the visit"))
        found.append(
            Person(
                name=seat.name,
                school=seat.school_name,
                hours=sum(load.hours for load in loads if seat.person_id in load.person_ids),
                visit_days=visits,
                remarks=tuple(remarks),
            )
        )
    return tuple(found)


def _closed(scene: Scene) -> tuple[Closed, ...]:
    review = scene.review
    names = {review.host_id: review.host.name, **{site.id: site.name for site in subject.sites(review)}}
    shut = windows(names, network_id=review.network_id, since=review.visit_starts_on)
    return tuple(
        Closed(
            school=names[school_id],
            why=row.note or row.get_kind_display(),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for school_id, rows in shut.items()
        for row in rows
        if row.kind in CLOSED and row.starts_on <= review.visit_ends_on
    )


def _clear(scene: Scene, seats: list[Member]) -> tuple[Clear, ...]:
    review = scene.review
    reviewers = {seat.person_id for seat in seats if seat.reviews}
    days: set[dt.date] = set()
    sites: set[uuid.UUID] = set()
    busy: set[uuid.UUID] = set()
    for row in Activity.objects.filter(review=review).prefetch_related("reviewers"):
        days.add(timezone.localdate(row.starts_at))
        sites |= {row.site_id} if row.site_id else set()
        busy |= {person.pk for person in row.reviewers.all()}
    agreed = Focus.objects.filter(review=review, lead_agreed_at__isnull=False, head_agreed_at__isnull=False).exists()
    sheets = list(Sheet.objects.filter(review=review).values_list("read_at", flat=True))
    visit_days = (review.visit_ends_on - review.visit_starts_on).days + 1
    found = [
        Clear(what=_("The focus is agreed"), true=int(agreed), out_of=1),
        Clear(what=_("Days of the visit with a timetable"), true=len(days), out_of=visit_days),
        Clear(what=_("People of the team with something to do"), true=len(busy & reviewers), out_of=len(reviewers)),
    ]
    if review.site_ids:
        found.append(
            Clear(
                what=_("Schools to visit that are in the timetable"),
                true=len(sites & set(review.site_ids)),
                out_of=len(review.site_ids),
            )
        )
    read = sum(moment is not None for moment in sheets)
    found.append(Clear(what=_("Briefings read, of those that were sent"), true=read, out_of=len(sheets)))
    return tuple(found)
