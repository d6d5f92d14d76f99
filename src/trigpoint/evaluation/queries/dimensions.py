"""The eight dimensions of implementation, counted from what the product holds anyway."""

import dataclasses
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from trigpoint.evaluation.enums import Arm, Dimension
from trigpoint.evaluation.queries import surveys
from trigpoint.evaluation.queries.records import Record, Records
from trigpoint.frameworks.queries import tree

MEETINGS = ("meeting_1", "meeting_2")


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
    """Of the reviews whose model asks for it; what no model of the programme asks for is left out."""

    def focused(one: Record) -> bool:
        aspects = tree(one.framework_id).aspects
        themes = {aspects[code].theme for code in one.aspects if code in aspects}
        mandatory = {str(code) for code in r.model(one).number("focus.mandatory")}
        return mandatory <= themes and len(themes - mandatory) >= r.model(one).number("focus.others_min")

    def sized(one: Record) -> bool:
        model = r.model(one)
        return bool(model.number("team.min") <= len(one.team) <= model.number("team.max"))

    def met(one: Record) -> bool:
        return all(kind in one.done for kind in MEETINGS if r.model(one).stage_of_kind(kind))

    rows = [
        _share("focus", _("Looked at the themes that the model asks for"), r.visited, focused),
        _share("team", _("Had a team of the size that the model asks for"), r.visited, sized),
        _share("meetings", _("Held the meetings before the visit"), r.with_stage(*MEETINGS), met),
        _share(
            "evidence",
            _("Rest on at least two kinds of evidence"),
            r.visited,
            lambda one: one.review_id in r.evidence and len(r.evidence[one.review_id].kinds) >= 2,
        ),
        _share("workshop", _("Had the workshop as soon as the model asks"), r.with_stage("workshop"), r.within),
        _share(
            "plan",
            _("Led to an agreed plan"),
            r.with_stage("plan"),
            lambda one: r.follow_up[one.review_id].plan_agreed_on is not None,
        ),
        _share(
            "asked",
            _("The host was asked how it went"),
            r.with_stage("process_feedback"),
            lambda one: one.review_id in r.feedback,
        ),
    ]
    return [one for one in rows if one.of or not r.visited]


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
            note=surveys.interval_words(scale, arm),
        )
        for wave in answered
        if wave.arm == arm
        for scale in wave.scales
        if scale.key in scales and not scale.perceived
    ]


def _of_arm(answered: Iterable[surveys.WaveResult], arm: Arm) -> list[Indicator]:
    found = list(answered)
    return _of_scales(found, arm, {scale.key for wave in found for scale in wave.scales})
