"""What each participant of a visit needs to know beforehand: when, where, with whom, about what, and what to do first."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone

from trigpoint.access.roles import Place, Role
from trigpoint.frameworks.queries import Aspect
from trigpoint.people.queries.appointments import at_place
from trigpoint.reviews.enums import Part
from trigpoint.reviews.models import Sheet as Row
from trigpoint.reviews.queries import briefing, focus, subject, team, timetable
from trigpoint.reviews.queries.parts import at_host
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.queries.timetable import Entry

ON_TEAM = {Role.LEAD_REVIEWER: Part.LEAD, Role.REVIEWER: Part.REVIEWER, Role.FACILITATOR: Part.FACILITATOR}
AT_HOST = (Role.HEAD, Role.SENIOR_LEADER, Role.CHAIR_OF_GOVERNORS, Role.CHAMPION)
AT_SITE = {Role.HEAD: Part.SITE_HEAD, Role.SENIOR_LEADER: Part.SITE_HEAD}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody with an account who takes part in the visit; `site_id` where they meet it at a school that is visited."""

    person_id: uuid.UUID
    name: str
    part: Part
    school: str
    site_id: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    One participant's, or one audience's, who has no account: then `audience` says who is met.

    `asked` are the aspects that what they take part in speaks to: what they will be asked, or ask, about.
    """

    participant: Participant | None
    audience: str
    entries: tuple[Entry, ...]
    asked: tuple[Aspect, ...]
    lines: tuple[str, ...]
    sent_on: dt.date | None = None
    read_on: dt.date | None = None


def participants(scene: Scene) -> tuple[Participant, ...]:
    """The team, leaders of the host, and leaders of the schools that are visited; each person once. Four queries."""
    review = scene.review
    found: dict[uuid.UUID, Participant] = {}
    for seat in team.members(review, on=scene.on):
        found.setdefault(seat.person_id, _seated(seat))
    names = {review.host_id: review.host.name, **{site.id: site.name for site in subject.sites(review)}}
    rows = at_place(Place.SCHOOL, names, on=scene.on, roles=AT_HOST).filter(network_id=review.network_id)
    for row in sorted(rows, key=lambda row: (row.place_id != review.host_id, AT_HOST.index(Role(row.role)))):
        at_site = AT_SITE.get(Role(row.role))
        part = at_host(row.role, review) if row.place_id == review.host_id else at_site
        if row.place_id is not None and part is not None and row.person_id != review.subject_leader_id:
            found.setdefault(
                row.person_id,
                Participant(
                    person_id=row.person_id,
                    name=row.person.name,
                    part=part,
                    school=names[row.place_id],
                    site_id=None if row.place_id == review.host_id else row.place_id,
                ),
            )
    leader = review.subject_leader
    if leader is not None:
        made = Participant(person_id=leader.pk, name=leader.name, part=Part.HOST_LEADER, school=review.host.name)
        found.setdefault(leader.pk, made)
    return tuple(found.values())


def sheets(scene: Scene) -> tuple[Sheet, ...]:
    """Everybody's, then those of audiences without an account. Eleven queries."""
    people = participants(scene)
    entries = timetable.activities(scene.review)
    in_focus = focus.in_focus(scene.review)
    questions = {line.pk: line.question for line in focus.lines(scene.review)}
    tasks = briefing.allocations(scene.review)
    rows = {row.person_id: row for row in Row.objects.filter(review=scene.review)}
    found = []
    for one in people:
        own = tuple(entry for entry in entries if _takes_part(one, entry))
        task = tasks.get(one.person_id, briefing.NOTHING)
        codes = {code for entry in own for code in entry.aspects} | task.aspects
        row = rows.get(one.person_id)
        found.append(
            Sheet(
                participant=one,
                audience="",
                entries=own,
                asked=_asked(scene, codes, in_focus if one.part in (Part.LEAD, Part.HOST_HEAD) else ()),
                lines=tuple(text for pk, text in questions.items() if pk in task.lines),
                sent_on=timezone.localdate(row.sent_at) if row else None,
                read_on=timezone.localdate(row.read_at) if row and row.read_at else None,
            )
        )
    for audience in dict.fromkeys(entry.audience for entry in entries if entry.audience):
        own = tuple(entry for entry in entries if entry.audience == audience)
        codes = {code for entry in own for code in entry.aspects}
        found.append(Sheet(participant=None, audience=audience, entries=own, asked=_asked(scene, codes, ()), lines=()))
    return tuple(found)


def of_person(scene: Scene, person_id: uuid.UUID) -> Sheet | None:
    """One participant's; None for somebody who takes no part."""
    return next((one for one in sheets(scene) if one.participant and one.participant.person_id == person_id), None)


def unread(person_id: uuid.UUID, review_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """The reviews among these of which the person was sent a briefing that they have not said they read."""
    rows = Row.objects.filter(person_id=person_id, review_id__in=list(review_ids), read_at__isnull=True)
    return set(rows.values_list("review_id", flat=True))


def _seated(seat: Member) -> Participant:
    return Participant(person_id=seat.person_id, name=seat.name, part=ON_TEAM[Role(seat.role)], school=seat.school_name)


def _takes_part(one: Participant, entry: Entry) -> bool:
    here = one.site_id is not None and entry.site_id == one.site_id
    return entry.has(one.person_id) or entry.partner_id == one.person_id or here


def _asked(scene: Scene, codes: Iterable[str], besides: Iterable[Aspect]) -> tuple[Aspect, ...]:
    wanted = set(codes) | {aspect.code for aspect in besides}
    return tuple(aspect for code, aspect in scene.tree.aspects.items() if code in wanted)
