"""The eight dimensions of implementation, counted from what the product holds anyway; and each school's fidelity."""

import dataclasses
import datetime as dt
import statistics
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from django.utils.translation import gettext as _

from trigpoint.assurance.queries import records as feedback
from trigpoint.assurance.queries.records import Answered
from trigpoint.evaluation.enums import Arm, Dimension
from trigpoint.evaluation.models import Attendance, Exclusion, Study
from trigpoint.evaluation.queries import surveys
from trigpoint.evidence.queries import records as evidence
from trigpoint.evidence.queries.records import Evidence
from trigpoint.improvement.queries import records as follow_up
from trigpoint.improvement.queries.records import FollowUp
from trigpoint.programmes.queries import records as programme_records
from trigpoint.programmes.queries.records import Membership
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.queries import records as reviews
from trigpoint.reviews.queries.records import Record

TRAINING_SHARE = 0.75
"""A school has been trained when somebody of it was at this share of the sessions: three days of four."""

COMPONENTS = ("training", "hosted", "gave", "workshop", "plan", "facilitated")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure with what it is of: a share of `of` things, or (with `unit`) an amount; `note` says how it is counted."""

    key: str
    words: str
    count: float | None
    of: int | None = None
    unit: str = ""
    note: str = ""

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of and self.count is not None else None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """What one school did, component by component; None where nothing is known of it."""

    school_id: uuid.UUID
    name: str
    urn: int | None
    pupils: int | None
    partnership_id: uuid.UUID
    joined_on: dt.date
    left_on: dt.date | None
    hosted: int
    given: int
    components: dict[str, bool | None]

    @property
    def dose(self) -> int:
        return sum(bool(done) for done in self.components.values())

    @property
    def complies(self) -> bool:
        """The least that counts: it was reviewed, and it reviewed others."""
        return bool(self.components["hosted"] and self.components["gave"])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Records:
    """Everything that is counted, read once."""

    study: Study
    on: dt.date
    members: list[Membership]
    reviews: list[Record]
    evidence: dict[uuid.UUID, Evidence]
    follow_up: dict[uuid.UUID, FollowUp]
    feedback: dict[uuid.UUID, Answered]
    attendances: list[Attendance]
    exclusions: list[Exclusion]

    @cached_property
    def visited(self) -> list[Record]:
        """Reviews whose visit is over and that were not cancelled."""
        return [one for one in self.reviews if one.state != "cancelled" and one.visit_ends_on <= self.on]

    def model(self, one: Record) -> Definition:
        return definition(one.review_model_id)

    def within(self, one: Record) -> bool:
        """Whether its workshop was held in time."""
        held = self.follow_up[one.review_id].workshop_on
        limit = self.model(one).number("workshop.within_days")
        return held is not None and (held - one.visit_ends_on).days <= limit


def read(study: Study, *, on: dt.date) -> Records:
    """A fixed number of queries, however many schools."""
    days = {"starts_on": study.starts_on, "ends_on": study.ends_on}
    found = reviews.of_programme(study.programme_id, **days)
    ids = [one.review_id for one in found]
    return Records(
        study=study,
        on=on,
        members=list(programme_records.memberships(study.programme_id, **days)),
        reviews=found,
        evidence=evidence.of_reviews(ids),
        follow_up=follow_up.of_reviews(ids),
        feedback=feedback.of_reviews(ids),
        attendances=list(Attendance.objects.filter(study=study)),
        exclusions=list(Exclusion.objects.filter(study=study)),
    )


def dimensions(records: Records, answered: Sequence[surveys.WaveResult]) -> dict[Dimension, list[Indicator]]:
    """The eight, in their order."""
    return {
        Dimension.FIDELITY: _fidelity(records),
        Dimension.DOSAGE: _dosage(records),
        Dimension.QUALITY: _quality(records, answered),
        Dimension.REACH: _reach(records),
        Dimension.RESPONSIVENESS: _responsiveness(records, answered),
        Dimension.DIFFERENTIATION: _of_arm(answered, Arm.COMPARISON),
        Dimension.ADAPTATION: _adaptation(records),
        Dimension.COMPARISON: _comparison(records, answered),
    }


def _share(key: str, words: str, all_of: Sequence[Record], test: Callable[[Record], bool], note: str = "") -> Indicator:
    return Indicator(key=key, words=words, count=sum(map(test, all_of)), of=len(all_of), note=note)


def _fidelity(r: Records) -> list[Indicator]:
    def focused(one: Record) -> bool:
        themes = {"".join(letter for letter in code if not letter.isdigit()) for code in one.aspects}
        return "OI" in themes and len(themes) > 1

    def sized(one: Record) -> bool:
        model = r.model(one)
        return bool(model.number("team.min") <= len(one.team) <= model.number("team.max"))

    return [
        _share("focus", _("Looked at Our Impact and one other theme"), r.visited, focused),
        _share("team", _("Had a team of the size that the model asks for"), r.visited, sized),
        _share(
            "meetings",
            _("Held both meetings before the visit"),
            r.visited,
            lambda one: {"meeting_1", "meeting_2"} <= set(one.done),
        ),
        _share(
            "evidence",
            _("Rest on at least two kinds of evidence"),
            r.visited,
            lambda one: one.review_id in r.evidence and len(r.evidence[one.review_id].kinds) >= 2,
        ),
        _share("workshop", _("Had the workshop as soon as the model asks"), r.visited, r.within),
        _share(
            "plan",
            _("Led to an agreed plan"),
            r.visited,
            lambda one: r.follow_up[one.review_id].plan_agreed_on is not None,
        ),
        _share(
            "asked",
            _("The host was asked how it went"),
            r.visited,
            lambda one: one.review_id in r.feedback,
        ),
    ]


def _dosage(r: Records) -> list[Indicator]:
    hours = [float(row.hours) for row in r.attendances if row.came]
    waits = [
        (held - one.visit_ends_on).days
        for one in r.visited
        if (held := r.follow_up[one.review_id].workshop_on) is not None
    ]
    came = sum(row.came for row in r.attendances)
    return [
        Indicator(key="hosted", words=_("Reviews hosted"), count=len(r.visited), unit=_("reviews")),
        Indicator(
            key="reviewer_days",
            words=_("Days that reviewers gave"),
            count=sum(len(one.team) * one.days for one in r.visited),
            unit=_("days"),
        ),
        Indicator(
            key="workshop_wait",
            words=_("From the visit to the workshop, the middle one"),
            count=statistics.median(waits) if waits else None,
            unit=_("days"),
        ),
        Indicator(
            key="training",
            words=_("Invited people who were at a training session"),
            count=came if r.attendances else None,
            of=len(r.attendances) or None,
        ),
        Indicator(
            key="training_hours",
            words=_("Hours of training taken"),
            count=sum(hours) if r.attendances else None,
            unit=_("hours"),
        ),
    ]


def _quality(r: Records, answered: Sequence[surveys.WaveResult]) -> list[Indicator]:
    notes = [r.evidence[one.review_id].notes if one.review_id in r.evidence else 0 for one in r.visited]
    return [
        Indicator(
            key="notes",
            words=_("Evidence notes in a review, the middle one"),
            count=statistics.median(notes) if notes else None,
            unit=_("notes"),
        ),
        _share(
            "each_aspect",
            _("Have evidence for each aspect that they looked at"),
            r.visited,
            lambda one: (
                bool(one.aspects)
                and one.review_id in r.evidence
                and all(code in r.evidence[one.review_id].by_aspect for code in one.aspects)
            ),
        ),
        *_of_scales(answered, Arm.PROGRAMME, {"evidence", "workshop", "clarity", "quality"}),
    ]


def _reach(r: Records) -> list[Indicator]:
    members = {row.school_id for row in r.members}
    active = {one.host_id for one in r.visited} | {
        seat.school_id for one in r.visited for seat in one.team if seat.school_id is not None
    }
    people = {seat.person_id for one in r.visited for seat in one.seats}
    others = sum(r.follow_up[one.review_id].others_came for one in r.visited)
    return [
        Indicator(
            key="active",
            words=_("Member schools that hosted or gave a reviewer"),
            count=len(active & members),
            of=len(members) or None,
        ),
        Indicator(key="people", words=_("People with a seat on a review"), count=len(people), unit=_("people")),
        Indicator(
            key="workshops",
            words=_("Staff of hosts at workshops"),
            count=others,
            unit=_("attendances"),
            note=_("Counted by post: the product keeps no list of names."),
        ),
        Indicator(
            key="roles",
            words=_("Roles that were at training"),
            count=len({row.role for row in r.attendances if row.came}) if r.attendances else None,
            unit=_("roles"),
        ),
    ]


def _responsiveness(r: Records, answered: Sequence[surveys.WaveResult]) -> list[Indicator]:
    asked = [one for one in r.visited if one.review_id in r.feedback]
    team = [r.follow_up[one.review_id] for one in r.visited if r.follow_up[one.review_id].workshop_on]
    return [
        _share(
            "answered",
            _("Hosts that said how the process went"),
            asked,
            lambda one: r.feedback[one.review_id].state == "given",
            _("Others chose not to answer, or have not yet."),
        ),
        Indicator(
            key="team_came",
            words=_("Reviewers who came to the workshop"),
            count=sum(one.team_came for one in team),
            of=sum(one.team_asked for one in team) or None,
        ),
        *_of_scales(answered, Arm.PROGRAMME, {"trust", "challenge", "responsiveness", "intention"}),
    ]


def _adaptation(r: Records) -> list[Indicator]:
    return [
        _share(
            "remote",
            _("Were done remotely, wholly or in part"),
            r.visited,
            lambda one: one.mode in ("remote", "hybrid"),
        ),
        Indicator(
            key="overrides",
            words=_("Times that a rule of the model was passed, with a reason"),
            count=sum(one.overrides for one in r.reviews),
            unit=_("times"),
        ),
        Indicator(
            key="cancelled",
            words=_("Planned reviews that were cancelled"),
            count=sum(one.state == "cancelled" for one in r.reviews),
            of=len(r.reviews) or None,
        ),
        Indicator(
            key="postponed",
            words=_("Planned reviews that are postponed"),
            count=sum(one.state == "postponed" for one in r.reviews),
            of=len(r.reviews) or None,
        ),
    ]


def _comparison(r: Records, answered: Sequence[surveys.WaveResult]) -> list[Indicator]:
    known = Counter(row.kind for row in r.exclusions)
    asked = [one for one in answered if one.arm == Arm.COMPARISON]
    return [
        Indicator(
            key="other_programmes",
            words=_("Schools known to be in another peer-review programme, left out of the comparison"),
            count=known["other_programme"] + known["earlier"],
            unit=_("schools"),
        ),
        Indicator(
            key="usual_practice",
            words=_("Comparison schools that answered about their usual practice"),
            count=sum(one.schools_answered for one in asked) if asked else None,
            of=sum(one.schools_asked for one in asked) or None,
        ),
    ]


def _of_scales(answered: Iterable[surveys.WaveResult], arm: Arm, scales: set[str]) -> list[Indicator]:
    return [
        Indicator(
            key=f"{wave.name}:{scale.key}",
            words=_("Survey “%(wave)s”: %(scale)s") % {"wave": wave.name, "scale": scale.key},
            count=scale.mean.value if scale.mean else None,
            unit=_("of %(points)d") % {"points": wave.points},
            note=surveys.interval_words(scale),
        )
        for wave in answered
        if wave.arm == arm
        for scale in wave.scales
        if scale.key in scales and not scale.perceived
    ]


def _of_arm(answered: Iterable[surveys.WaveResult], arm: Arm) -> list[Indicator]:
    found = list(answered)
    return _of_scales(found, arm, {scale.key for wave in found for scale in wave.scales})


def schools(r: Records) -> list[School]:
    """Each member school's fidelity, in the order of joining."""
    cycles: dict[uuid.UUID, set[int]] = defaultdict(set)
    hosted: dict[uuid.UUID, list[Record]] = defaultdict(list)
    given: Counter[uuid.UUID] = Counter()
    facilitated: set[uuid.UUID] = set()
    for one in r.visited:
        cycles[one.partnership_id].add(one.cycle)
        hosted[one.host_id].append(one)
        given.update({seat.school_id for seat in one.team if seat.school_id is not None})
        held = r.follow_up[one.review_id].workshop_on is not None
        facilitated |= {
            seat.school_id for seat in one.seats if seat.role == "facilitator" and held and seat.school_id is not None
        }
    sessions = {row.session for row in r.attendances}
    trained: dict[uuid.UUID, set[str]] = defaultdict(set)
    for row in r.attendances:
        if row.came:
            trained[row.school_id].add(row.session)
    found: dict[uuid.UUID, School] = {}
    for member in r.members:
        own = hosted[member.school_id]
        wanted = len(cycles[member.partnership_id])
        found[member.school_id] = School(
            school_id=member.school_id,
            name=member.school.name,
            urn=member.school.urn,
            pupils=member.school.pupils,
            partnership_id=member.partnership_id,
            joined_on=member.joined_on,
            left_on=member.left_on,
            hosted=len(own),
            given=given[member.school_id],
            components={
                "training": len(trained[member.school_id]) >= TRAINING_SHARE * len(sessions) if sessions else None,
                "hosted": wanted > 0 and len({one.cycle for one in own}) >= wanted,
                "gave": wanted > 0 and given[member.school_id] >= wanted,
                "workshop": bool(own) and all(r.within(one) for one in own),
                "plan": bool(own) and all(r.follow_up[one.review_id].plan_agreed_on for one in own),
                "facilitated": member.school_id in facilitated,
            },
        )
    return list(found.values())
