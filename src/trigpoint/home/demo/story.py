"""One review of the demonstration, lived through step by step, by those who would do each step."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from trigpoint.assurance import actions as assurance
from trigpoint.evidence import actions as evidence
from trigpoint.findings import actions as findings
from trigpoint.frameworks.queries import Aspect, tree
from trigpoint.home.demo.cast import WORDS
from trigpoint.improvement import actions as improvement
from trigpoint.improvement.actions.workshop import AttendanceEntry
from trigpoint.improvement.queries.plan import Plan
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.queries import priorities
from trigpoint.reviews import actions as reviews
from trigpoint.reviews.queries import stages
from trigpoint.reviews.queries.reviews import Review

STEPS = [
    "planned", "team", "self_evaluation", "ready", "pack", "focus", "briefed", "visit", "team_meeting", "feedback",
    "fact_check", "released", "workshop", "planning", "agreed", "follow_up", "closed",
]  # fmt: skip
"""Where a review of the demonstration may stand, in order."""

FOCUSES = (
    ("OI2", "LI2", "LI4"),
    ("OI1", "LI1", "LI3"),
    ("OI2", "LO2", "LF2"),
    ("OI3", "LI1", "LI5"),
    ("OI4", "LO1", "LO4"),
    ("OI1", "OI2", "LF1"),
    ("OI2", "LI2", "LF3"),
)
LEVELS = ("E", "X", "E", "D", "E", "X", "N")
AGREED = "Agreed in the partnership."
"""The reason given where a soft guard asks for one."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Who does what in the review."""

    host_head: Account
    host_leader: Account
    champion: Account
    partnership_lead: Account
    lead: Account
    reviewers: list[Account]
    facilitator: Account

    @property
    def team(self) -> list[Account]:
        return [self.lead, *self.reviewers]


class Story:
    """Runs the steps in order; each happens on the day when its stage is due, but never in the future."""

    def __init__(
        self, review: Review, seats: Seats, *, now: dt.datetime, started: dt.datetime, number: int, thin: bool
    ) -> None:
        self.review, self.seats, self.now, self.number, self.thin = review, seats, now, number, thin
        self.last = started
        self.tree = tree(review.framework_id)
        self.codes = FOCUSES[(number + (3 if thin else 0)) % len(FOCUSES)]
        self.notes: dict[str, list[uuid.UUID]] = {code: [] for code in self.codes}
        self.due = {step.kind: step.due_on for step in stages.stages(review)}

    def run(self, upto: int) -> None:
        for step in STEPS[1 : upto + 1]:
            getattr(self, step)(last=step == STEPS[upto])

    def at(self, day: dt.date | None = None, hour: int = 15, minute: int = 30) -> dt.datetime:
        """The time of the next act: on its day, after the act before it, and before now."""
        wanted = dt.datetime.combine(day, dt.time(hour, minute), self.now.tzinfo) if day else self.last
        self.last = min(max(wanted, self.last + dt.timedelta(minutes=1)), self.now - dt.timedelta(minutes=5))
        return self.last

    # ------------------------------------------------------------------ before the visit

    def team(self, *, last: bool) -> None:
        at = self.at()
        for person, role in ((self.seats.lead, "lead_reviewer"), *((p, "reviewer") for p in self.seats.reviewers)):
            reviews.team.appoint(
                actor=self.seats.partnership_lead, at=at, review=self.review, person=person, role=role, reason=AGREED
            )
        reviews.team.appoint_facilitator(
            actor=self.seats.partnership_lead, at=at, review=self.review, person=self.seats.facilitator, reason=AGREED
        )

    def self_evaluation(self, *, last: bool) -> None:
        """In the first cycle the aspects in focus alone; where it is the last step, half of it."""
        aspects = list(self.tree.aspects.values())
        if self.thin:
            aspects = [self.tree.aspects[code] for code in self.codes]
        elif last:
            aspects = aspects[:9]
        at = self.at(self.due["self_evaluation"] - dt.timedelta(days=7))
        for turn, aspect in enumerate(aspects):
            words = WORDS[aspect.code]
            writer = self.seats.host_head if turn % 2 else self.seats.host_leader
            level = self._own_level(aspect)
            reviews.self_evaluation.save(
                actor=writer,
                at=self.at() if turn else at,
                review=self.review,
                aspect=aspect.code,
                level=level,
                statements=[statement.key for statement in aspect.at_level(level)[:1]],
                evidence=words["evidence"],
                how_we_know=words["how"],
            )

    def ready(self, *, last: bool) -> None:
        at = self.at(self.due["self_evaluation"])
        reviews.self_evaluation.complete(actor=self.seats.host_head, at=at, review=self.review)

    def pack(self, *, last: bool) -> None:
        at = self.at(self.due["data_pack"])
        head = self.seats.host_head
        reviews.pack.add_item(
            actor=head, at=at, review=self.review, kind="note", subject="plan", title="Our improvement plan on a page",
            text="Three priorities this year: reading for all, talk in every lesson, and first contact with families.",
        )  # fmt: skip
        reviews.pack.release(actor=head, at=self.at(), review=self.review)

    def focus(self, *, last: bool) -> None:
        lead, head = self.seats.lead, self.seats.host_head
        at = self.at(self.due["meeting_1"], 10)
        saved = reviews.focus.save(
            actor=lead, at=at, review=self.review, version=0, aspects=list(self.codes),
            story="A settled staff, two new leaders, and a first year with the new curriculum.",
            reasons="The school asks most about these, and its figures leave them open.",
            programme="Arrive at 8.15. Start together with the head; team meets at lunch and at 15.45.",
            special_events="Harvest assembly on the first morning.",
            observation_protocol="No more than twenty minutes in a room; paired visits with feedback to the leader.",
            base="Library",
        )  # fmt: skip
        reviews.focus.add_line(
            actor=lead, at=self.at(), review=self.review, aspects=[self.codes[0]],
            question="Which of the actions did it, and how would we know?",
            why="Several things were tried at once.",
        )  # fmt: skip
        saved.refresh_from_db()
        reviews.focus.agree(actor=lead, at=self.at(), review=self.review, version=saved.version)
        reviews.focus.agree(actor=head, at=self.at(), review=self.review, version=saved.version)

    def briefed(self, *, last: bool) -> None:
        lead = self.seats.lead
        self._timetable(self.at(self.due["meeting_2"] - dt.timedelta(days=2), 8))
        for turn, person in enumerate(self.seats.team):
            looks_at = [self.codes[turn % len(self.codes)], self.codes[(turn + 1) % len(self.codes)]]
            reviews.briefing.allocate(
                actor=lead, at=self.at(), review=self.review, person_id=person.pk, aspects=looks_at
            )
        reviews.briefing.hold(actor=lead, at=self.at(self.due["meeting_2"], 8, 20), review=self.review)

    def _timetable(self, at: dt.datetime) -> None:
        first = self.review.visit_starts_on
        slots = [
            (9, 0, 20, "OBS", "Year 4", "Lesson"),
            (9, 40, 30, "POBS", "Year 6", "Lesson, together with a leader"),
            (10, 45, 45, "SCR", "Library", "Pupils' books"),
            (11, 40, 30, "DPUPIL", "Library", "Talk with pupils"),
            (13, 15, 30, "DSTAFF", "Staff room", "Talk with teachers"),
            (14, 0, 40, "MIDL", "Library", "Subject leaders"),
        ]
        for turn, (hour, minute, minutes, kind, place, what) in enumerate(slots[::2] if self.thin else slots):
            starts_at = dt.datetime.combine(first, dt.time(hour, minute), self.now.tzinfo)
            reviews.timetable.add_activity(
                actor=self.seats.lead, at=at, review=self.review, starts_at=starts_at,
                ends_at=starts_at + dt.timedelta(minutes=minutes), what=what, kind=kind, place=place,
                aspects=[self.codes[turn % len(self.codes)]],
                reviewers=[self.seats.team[turn % len(self.seats.team)].pk],
            )  # fmt: skip

    # ------------------------------------------------------------------ the visit

    def visit(self, *, last: bool) -> None:
        """
        Notes by everybody of the team; where the visit still goes on, the third aspect is thin.

        Of the first cycle, years ago, little is left.
        """
        for turn, (code, (kind, place, text)) in enumerate(self._seen(last=last)):
            author = self.seats.team[turn % len(self.seats.team)]
            at = self.at(self.review.visit_starts_on, 9 + turn // 3, 15 * (turn % 3) + 5)
            note_id = uuid.uuid4()
            evidence.notes.record(
                actor=author, at=at, review=self.review, id=note_id, kind=kind, aspects=[code], text=text, place=place,
                seen_at=at, strength="strong" if turn % 3 else "some", no_names=True,
            )  # fmt: skip
            self.notes[code].append(note_id)
        if not last:
            evidence.visit.end(actor=self.seats.lead, at=self.at(self.review.visit_ends_on, 14), review=self.review)

    def _seen(self, *, last: bool) -> Iterator[tuple[str, tuple[str, str, str]]]:
        for code in self.codes:
            rows = WORDS[code]["saw"]
            for row in rows[:1] if self.thin or (last and code == self.codes[-1]) else rows:
                yield code, row

    def team_meeting(self, *, last: bool) -> None:
        """Each proposes alone, then positions are agreed; where the meeting goes on, the last aspect waits."""
        at = self.at(self.review.visit_ends_on, 14, 30)
        for code in self.codes:
            for person in self.seats.team[: 1 if last and code == self.codes[-1] else None]:
                findings.proposals.propose(
                    actor=person, at=at, review=self.review, aspect=code, statements=self._fits(code),
                    commentary=WORDS[code]["says"], note_ids=self.notes[code],
                )  # fmt: skip
        for code in self.codes[:-1] if last else self.codes:
            findings.positions.agree(
                actor=self.seats.lead, at=self.at(), review=self.review, aspect=code, version=0,
                statements=self._fits(code), level=self._level(self.tree.aspects[code]),
                commentary=WORDS[code]["says"], note_ids=self.notes[code], reason="Seen by one of us, and agreed by all.",
            )  # fmt: skip
        if not last:
            findings.meeting.close(actor=self.seats.lead, at=self.at(), review=self.review)

    def _level(self, aspect: Aspect) -> str:
        """Where the team places it."""
        wanted = LEVELS[(self.number + self._place(aspect)) % len(LEVELS)]
        return wanted if aspect.at_level(wanted) else "E"

    def _own_level(self, aspect: Aspect) -> str:
        """Where the school places it: mostly where the team does, now and then one level on."""
        level = self._level(aspect)
        return self._next(level) if self._place(aspect) % 3 == 0 and aspect.at_level(self._next(level)) else level

    def _place(self, aspect: Aspect) -> int:
        return list(self.tree.aspects).index(aspect.code)

    def _next(self, level: str) -> str:
        keys = [level.key for level in self.tree.levels]
        return keys[min(keys.index(level) + 1, len(keys) - 1)]

    def _fits(self, code: str) -> list[str]:
        """Statements that fit: those of one level, and the first of the next."""
        aspect = self.tree.aspects[code]
        level = self._level(aspect)
        found = [*aspect.at_level(level), *aspect.at_level(self._next(level))[:1]]
        return list(dict.fromkeys(statement.key for statement in found))

    # ------------------------------------------------------------------ feedback and profile

    def feedback(self, *, last: bool) -> None:
        at = self.at(self.review.visit_ends_on, 16)
        points = [
            "Vocabulary is taught with care, and pupils use it.",
            "Leaders know where to look next.",
            "Talk before writing.",
        ]
        findings.meeting.record_feedback(actor=self.seats.lead, at=at, review=self.review, given_at=at, points=points)
        code = self.codes[0]
        self.profile = findings.profile.draft(
            actor=self.seats.lead, at=self.at(), review=self.review, version=0, priority_aspect=code,
            priority=WORDS[code]["issue"] + ": change that within the year",
        )  # fmt: skip

    def fact_check(self, *, last: bool) -> None:
        findings.profile.send_for_factual_check(
            actor=self.seats.lead, at=self.at(self.due["profile"], 9), review=self.review
        )

    def released(self, *, last: bool) -> None:
        head = self.seats.host_head
        findings.school.answer_factual_check(
            actor=head, at=self.at(self.due["profile"], 12), review=self.review, agrees=True
        )
        findings.school.reply(
            actor=head, at=self.at(), review=self.review,
            text="We recognise our school in this. The point on talk is one that we had not seen ourselves.",
        )  # fmt: skip
        findings.profile.release(actor=self.seats.lead, at=self.at(), review=self.review)

    # ------------------------------------------------------------------ workshop and plan

    def workshop(self, *, last: bool) -> None:
        actor, at = self.seats.facilitator, self.at(self.due["workshop"], 13)
        workshop = improvement.workshop.prepare(actor=actor, at=at, review=self.review)
        improvement.workshop.save_notes(
            actor=actor, at=at, workshop=workshop, version=workshop.version,
            purpose="To find causes, and to leave with few actions that are worth it.",
            strengths=WORDS[self.codes[1]]["says"],
        )  # fmt: skip
        for post in ("Year 4 teacher", "SEND lead", "Governor"):
            improvement.workshop.invite(actor=actor, at=at, workshop=workshop, post=post)
        for code in self.codes[:2]:
            words = WORDS[code]
            issue = improvement.workshop.add_issue(
                actor=actor, at=at, workshop=workshop, text=words["issue"], aspect=code
            )
            improvement.workshop.add_cause(actor=actor, at=at, issue=issue, text=words["cause"])
            option = improvement.workshop.add_option(actor=actor, at=at, issue=issue, text=words["action"])
            improvement.workshop.decide_option(actor=actor, at=at, option=option, version=1, choice="term")
        entries = [AttendanceEntry(attendance_id=row.pk, came="came") for row in workshop.attendances.all()]
        improvement.workshop.record_attendance(actor=actor, at=at, workshop=workshop, entries=entries)
        improvement.workshop.hold(
            actor=actor,
            at=self.at(),
            workshop=workshop,
            held_on=self.last.date(),
            reason="The hall was free on that day.",
        )

    def planning(self, *, last: bool) -> None:
        plan = self._plan()
        shared = next(iter(priorities.active_ids(self.review.programme_id)), None)
        for turn, code in enumerate(self.codes):
            words = WORDS[code]
            baseline, target, _latest = words["figures"]
            day = self.last.date()
            self._act(
                improvement.plan.add_action, self.seats.champion, plan=plan, issue=words["issue"], aspect=code,
                cause=words["cause"], text=words["action"], owner=words["owner"], measure=words["measure"],
                baseline=baseline, target=target, starts_on=day + dt.timedelta(days=10),
                due_on=day + dt.timedelta(days=70 + 14 * turn), serves_review_priority=turn == 0,
                priority_id=shared if turn == 0 else None, owner_person_id=self.seats.host_leader.pk if turn else None,
                support="partnership" if turn == 1 else "none",
                support_text="Somebody who has done this with a small staff" if turn == 1 else "",
            )  # fmt: skip

    def agreed(self, *, last: bool) -> None:
        plan, head = self._plan(), self.seats.host_head
        day = self.due["plan"]
        for audience, what in (
            ("Staff", "the whole profile"),
            ("Governors", "a summary"),
            ("Families", "a page in the newsletter"),
        ):
            self._act(
                improvement.plan.add_telling,
                head,
                plan=plan,
                audience=audience,
                what=what,
                on=day + dt.timedelta(days=7),
            )
        self._act(improvement.plan.agree, head, day=day, plan=plan)

    def follow_up(self, *, last: bool) -> None:
        assurance.give(
            actor=self.seats.host_head, at=self.at(self.due["process_feedback"]), review=self.review,
            went_well="The team listened first. The paired visits gave us a language for talk in lessons.",
            better="The timetable came late; two teachers heard of their visit on the day.", hours=46,
        )  # fmt: skip
        for planned in self._plan().actions.all():
            _baseline, target, latest = WORDS[planned.aspect]["figures"]
            progress = "met" if latest and latest == target else "under_way"
            day = min(self.due["plan"] + dt.timedelta(days=30), self.now.date() - dt.timedelta(days=2))
            self._act(
                improvement.plan.report_progress, self.seats.host_head, day=day, planned=planned, version=planned.version,
                progress=progress, latest=latest, note="Seen in two classes so far." if not latest else "",
            )  # fmt: skip

    def closed(self, *, last: bool) -> None:
        day = min(self.due["impact_review"], self.now.date() - dt.timedelta(days=1))
        self._act(improvement.plan.record_impact_review, self.seats.champion, day=day, plan=self._plan())
        reviews.planning.close(actor=None, at=self.at(), review=self.review)

    def _plan(self) -> Plan:
        return improvement.plan.open_plan(actor=None, at=self.last, review=self.review)

    def _act(self, action: Any, actor: Account, *, day: dt.date | None = None, **given: Any) -> Any:
        return action(actor=actor, at=self.at(day), **given)
