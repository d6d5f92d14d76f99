"""A hub with quality assurance reviews: last year's is released, this year's team is about to agree its estimates."""

import datetime as dt
from typing import Any

from trigpoint.access.roles import Role
from trigpoint.assurance import actions as assurance
from trigpoint.evidence import actions as evidence
from trigpoint.findings import actions as findings
from trigpoint.findings.queries.points import Point
from trigpoint.home.demo.beside.programme import Beside
from trigpoint.improvement import actions as improvement
from trigpoint.organisations.queries.networks import School
from trigpoint.people.queries.accounts import Account
from trigpoint.proformas.actions import accreditations, look_back, sheets
from trigpoint.proformas.queries import accreditations as held
from trigpoint.proformas.queries import look_back as looking_back
from trigpoint.reviews import actions as reviews
from trigpoint.reviews.queries.reviews import Review
from trigpoint.reviews.queries.scene import acting

AREAS = ("LAL", "QPO", "DAN")
REASON = "Agreed with the hub: nobody from further away was free."
SAID = {
    "LAL": (
        "S", "Middle leaders decide, and can say what changed.",
        "Subject leaders know what became of last year's aims", "New leaders had somebody outside the school to ask",
        (("MIDL", "Library", "Three subject leaders each name an aim of last year and what pupils do differently now."),
         ("WALK", "Years 3 and 4", "The deputy points out a routine before we see it; all four rooms have it.")),
    ),
    "QPO": (
        "S", "Talk before writing can be seen in most rooms.",
        "Pupils explain to each other before they write", "Older pupils wrote at length more often",
        (("POBS", "Year 5", "In twelve minutes each pupil has explained a step to a partner, and is asked a question back."),
         ("SCR", "Library", "Ten books of Year 6: six pieces longer than a page since September.")),
    ),
    "DAN": (
        "W", "Help is well placed; its effect is not known everywhere yet.",
        "Adults prepare words with those who need them", "The school knew which help makes the difference",
        (("DPUPIL", "Library", "Five pupils say what help they get; three can say what it has changed."),
         ("DATA", "Head's office", "Reading by group over three years: the gap is smaller in Years 2 and 4, and not in 6.")),
    ),
}  # fmt: skip
"""By area: peer estimate, words, what went well, even better if, and what was seen."""


class Hub(Beside):
    model, title, partnership_name = "cp-quality-assurance", "Quality assurance reviews", "Northern Hub"
    introduced = (
        (
            "harriet.lowe@fernhill-primary.example",
            "Harriet Lowe",
            "head of Fernhill, which its hub reviews",
        ),
        ("ines.carvalho@independent.example", "Ines Carvalho", "independent lead reviewer at Fernhill, this week"),
    )
    safeguarding = ("Rhona Tait", "Emrys Calder", "Lucia Ferrante", "Dorota Wilk")
    to_try = "Peer estimates, what went well and what would be even better, as Ines; last year's report, as Harriet."

    def build(self) -> None:
        names = (
            ("Fernhill Primary", "Harriet Lowe", "Jacob Stein"),
            ("Saltergate Primary", "Winifred Ash", "Ronan Doherty"),
            ("Limewharf School", "Abdul Karim", "Petra Lindqvist"),
            ("Cold Aston Primary", "Moira Callan", "Edwin Thorpe"),
        )
        self.schools: list[School] = []
        self.heads: list[Account] = []
        self.leaders: list[Account] = []
        for number, (name, head, leader) in enumerate(names):
            school = self.school(name, "Norbury", 210 + 60 * number)
            self.schools.append(school)
            self.heads.append(self.person(head, Role.HEAD, school))
            self.leaders.append(self.person(leader, Role.SENIOR_LEADER, school))
            self.joins(school)
            self.of_partnership(self.leaders[-1], Role.REVIEWER, school)
        self.manager = self.of_partnership(self.heads[1], Role.PARTNERSHIP_LEAD)
        self.lead = self.of_partnership("Ines Carvalho", Role.LEAD_REVIEWER)
        for head, school in zip(self.heads, self.schools, strict=True):
            self.signs(head, school)
        self.signs_alone(self.lead)
        today = self.at.date()
        before = self.cycle("Last year", today - dt.timedelta(days=600), today - dt.timedelta(days=236))
        self._whole(before, self.three_days(today - dt.timedelta(days=400)))
        now = self.cycle("This year", today - dt.timedelta(days=235), today + dt.timedelta(days=130))
        self._until_the_team_meets(now, self.three_days(today))

    # ------------------------------------------------------------------ one review

    def _prepared(self, cycle: Any, first: dt.date, nomination: dict[str, str]) -> Review:
        head, leader, lead = self.heads[0], self.leaders[0], self.lead
        at = self.on(first - dt.timedelta(days=60))
        review = reviews.planning.plan(
            actor=None, at=at, cycle=cycle, host=self.schools[0], visit_starts_on=first, visit_days=3, reason=REASON
        )
        self.team = [lead, self.leaders[2], self.leaders[3]]
        for person, role in zip(self.team, ("lead_reviewer", "reviewer", "reviewer"), strict=True):
            reviews.team.appoint(
                actor=self.manager, at=self.now(), review=review, person=person, role=role, reason=REASON
            )
        self.on(first - dt.timedelta(days=30))
        for area in AREAS:
            reviews.self_evaluation.save(
                actor=leader, at=self.now(), review=review, aspect=area, level="S", evidence=SAID[area][1],
                how_we_know="Visits in pairs, and pupils' books.",
            )  # fmt: skip
        reviews.self_evaluation.complete(actor=head, at=self.now(), review=review)
        self.fills(review, head, "area_of_excellence", **nomination)
        sheets.finish(actor=head, at=self.now(), review=review, stage="put_forward")
        reviews.pack.add_item(
            actor=head, at=self.now(), review=review, kind="note", subject="plan", title="Our plan on a page",
            text="Writing at length, leaders who are new, and help that works.",
        )  # fmt: skip
        reviews.pack.release(actor=head, at=self.now(), review=review)
        for person in self.team:
            promised: dict[str, Any] = dict.fromkeys(("prepared", "together", "evidence", "quiet", "kind"), True)
            self.fills(review, person, "protocol", f"person-{person.pk}", **promised)
        self.on(first - dt.timedelta(days=10))
        for area in AREAS:
            look = "Where leaders say it works best, and where they are less sure"
            self.fills(review, lead, "pre_review_analysis", f"area-{area}", seems=[SAID[area][2]], look=look)
        self._met(review, first)
        return review

    def _met(self, review: Review, first: dt.date) -> None:
        head, lead = self.heads[0], self.lead
        saved = reviews.focus.save(
            actor=lead, at=self.on(first - dt.timedelta(days=7)), review=review, version=0, aspects=list(AREAS),
            story="A growing school, with leaders who are new to their posts.",
        )  # fmt: skip
        reviews.focus.add_line(
            actor=lead, at=self.now(), review=review, question="Who decides what, and how do pupils notice?",
            aspects=["LAL"],
        )  # fmt: skip
        saved.refresh_from_db()
        for person in (lead, head):
            reviews.focus.agree(actor=person, at=self.now(), review=review, version=saved.version)
        self.on(first - dt.timedelta(days=2), 8)
        for number, (hour, what, kind) in enumerate(((9, "Learning walk", "WALK"), (11, "Talk with pupils", "DPUPIL"))):
            starts = dt.datetime.combine(first, dt.time(hour), self.at.tzinfo)
            reviews.timetable.add_activity(
                actor=lead, at=self.now(), review=review, starts_at=starts, ends_at=starts + dt.timedelta(minutes=40),
                what=what, kind=kind, place="Library", aspects=[AREAS[number]], reviewers=[self.team[number + 1].pk],
                partner_id=self.leaders[0].pk,
            )  # fmt: skip
        for person in self.team:
            reviews.briefing.allocate(
                actor=lead, at=self.now(), review=review, person_id=person.pk, aspects=list(AREAS)
            )
        reviews.briefing.hold(actor=lead, at=self.on(first, 8, 10), review=review)

    def _visited(self, review: Review, first: dt.date) -> dict[str, list[Any]]:
        notes: dict[str, list[Any]] = {}
        self.on(first, 9)
        for area in AREAS:
            notes[area] = [
                self.saw(review, self.team[1 + number], area, row) for number, row in enumerate(SAID[area][4])
            ]
        return notes

    def _points(self, area: str, notes: list[Any]) -> list[Point]:
        _level, _words, well, better, _rows = SAID[area]
        return [Point(under="WWW", text=well, note_ids=notes[:1]), Point(under="EBI", text=better, note_ids=notes[1:])]

    # ------------------------------------------------------------------ two of them

    def _whole(self, cycle: Any, first: dt.date) -> None:
        head, lead, last = self.heads[0], self.lead, first + dt.timedelta(days=2)
        nomination = {
            "what": "Talk in every lesson", "why": "Pupils explain to each other before they write",
            "impact": "Pupils reason aloud, and write what they have said",
        }  # fmt: skip
        review = self._prepared(cycle, first, nomination)
        notes = self._visited(review, first)
        evidence.visit.end(actor=lead, at=self.on(last, 14), review=review)
        for area in AREAS:
            level, words, *_rest = SAID[area]
            findings.positions.agree(
                actor=lead, at=self.now(), review=review, aspect=area, version=0, level=level, commentary=words,
                points=self._points(area, notes[area]), note_ids=notes[area], reason=REASON,
            )  # fmt: skip
        findings.meeting.close(actor=lead, at=self.now(), review=review)
        at = self.now()
        findings.meeting.record_feedback(
            actor=lead, at=at, review=review, given_at=at, points=["Talk carries this school", "Write at length"]
        )
        findings.profile.draft(
            actor=lead, at=self.now(), review=review, version=0,
            texts={"context": "A growing primary school.", "support": "A partner for leaders who are new."},
        )  # fmt: skip
        for area in AREAS:
            findings.agreeing.answer(actor=head, at=self.now(), review=review, aspect=area, version=1, agrees=True)
        (put_forward,) = (each.row for each in held.of_review(review, on=self.last.date()))
        accreditations.record_seen(
            actor=lead, at=self.now(), accreditation=put_forward, version=put_forward.version,
            seen="In every room that we saw", impact="Pupils reason aloud",
        )  # fmt: skip
        put_forward.refresh_from_db()
        accreditations.decide(
            actor=lead, at=self.now(), accreditation=put_forward, accredit=True, version=put_forward.version
        )
        findings.profile.send_for_factual_check(actor=lead, at=self.on(last + dt.timedelta(days=6)), review=review)
        findings.school.answer_factual_check(
            actor=head, at=self.on(last + dt.timedelta(days=9)), review=review, agrees=True
        )
        findings.quality.check(
            actor=self.staff, at=self.on(last + dt.timedelta(days=12)), review=review, passed=True, text=""
        )
        findings.profile.release(actor=lead, at=self.now(), review=review)
        self._followed_up(review, last)

    def _followed_up(self, review: Review, last: dt.date) -> None:
        """What the school did because of it, and how the process went; then nothing of last year waits."""
        head = self.heads[0]
        at = self.on(last + dt.timedelta(days=30))
        plan = improvement.plan.open_plan(actor=head, at=at, review=review)
        planned = improvement.plan.add_action(
            actor=head, at=self.now(), plan=plan, issue=SAID["LAL"][3], aspect="LAL", owner="Deputy headteacher",
            text="Give each new leader a partner in another school of the hub", due_on=last + dt.timedelta(days=120),
            measure="New leaders who meet their partner each half term", baseline="none", target="all four",
        )  # fmt: skip
        improvement.plan.add_telling(
            actor=head, at=self.now(), plan=plan, audience="Staff", what="The report, together"
        )
        improvement.plan.agree(actor=head, at=self.now(), plan=plan)
        assurance.give(
            actor=head, at=self.now(), review=review, went_well="We saw every room together.",
            better="Send the timetable a week earlier.", hours=40,
        )  # fmt: skip
        planned.refresh_from_db()
        improvement.plan.report_progress(
            actor=head, at=self.on(last + dt.timedelta(days=118)), planned=planned, version=planned.version,
            progress="met", latest="all four", note="",
        )  # fmt: skip
        reviews.planning.close(actor=head, at=self.now(), review=review)

    def _until_the_team_meets(self, cycle: Any, first: dt.date) -> None:
        nomination = {
            "what": "How new teachers are met", "why": "Each has somebody beside them for a year",
            "impact": "Pupils meet the same routines in every room",
        }  # fmt: skip
        review = self._prepared(cycle, first, nomination)
        head = self.heads[0]
        before = looking_back.earlier(acting(head.pk, review, at=self.now()))
        for point in looking_back.points(before)[:1] if before else ():
            look_back.say(
                actor=head, at=self.now(), review=review, point=point.key, became="done",
                note="Every new leader has a partner in another school of the hub.",
            )  # fmt: skip
        self._visited(review, first)
