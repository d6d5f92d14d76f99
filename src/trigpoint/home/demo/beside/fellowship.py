"""Two schools in the second year of a fellowship: heads have talked, students have found out, families are being asked."""

import dataclasses
import datetime as dt

from trigpoint.access.roles import Role
from trigpoint.home.demo.beside.programme import Beside
from trigpoint.people.queries.accounts import Account
from trigpoint.proformas.actions import sheets, take_aways
from trigpoint.reviews import actions as reviews
from trigpoint.reviews.queries.reviews import Review

QUESTIONS = ["AC1", "WB1", "PF1", "FC1"]
AHEAD = dt.timedelta(days=140)
MEETINGS = ((380, "How pupils run clubs"), (170, "Mornings at the gate"))
FOUND = ("Clubs help most when we run them.", "Little ones want to be asked.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two reviews: the head whose school it is about, that school's people, and the head who visits."""

    review: Review
    head: Account
    partner: Account
    leader: Account
    sponsor: Account
    story: str
    values: str


class Fellowship(Beside):
    model, title, partnership_name = "soto-fellowship", "Fellowship of schools", "Estuary and Moor"
    introduced = (
        (
            "oona.brandt@estuary-school.example",
            "Oona Brandt",
            "head in a fellowship of two schools, in its second year",
        ),
        ("percy.holt@estuary-school.example", "Percy Holt", "member of staff who answers for what students report"),
    )
    safeguarding = ("Greta Sundby", "Fergus Laing")
    to_try = "Three strands over two years, and the students' report through an adult, as Percy and Oona."

    def build(self) -> None:
        today = self.at.date()
        estuary, moor = self.school("Estuary School", "Sandhaven", 340), self.school("Moorside School", "Cragby", 190)
        head, partner = (
            self.person("Oona Brandt", Role.HEAD, estuary),
            self.person("Silas Greaves", Role.HEAD, moor),
        )
        leaders = [
            self.person(name, Role.SENIOR_LEADER, school)
            for name, school in (("Nadia Khoury", estuary), ("Ivor Denholm", moor))
        ]
        sponsors = [
            self.person(name, Role.STAFF, school) for name, school in (("Percy Holt", estuary), ("Maren Tulloch", moor))
        ]
        self.governor = self.person("Alma Whitcombe", Role.GOVERNOR, estuary)
        for school, who in ((estuary, head), (moor, partner)):
            self.joins(school)
            self.of_partnership(who, Role.LEAD_REVIEWER, school)
        self.of_partnership(head, Role.PARTNERSHIP_LEAD)
        self.signs(head, estuary)
        self.signs(partner, moor)
        joint = self.three_days(today + AHEAD)
        cycle = self.cycle("Two years", today - dt.timedelta(days=630), today + dt.timedelta(days=280))
        given = {"actor": None, "cycle": cycle, "reason": "Agreed by both schools."}
        review = reviews.planning.plan(**given, at=self.now(), host=estuary, visit_starts_on=joint, visit_days=2)
        other = self.three_days(joint + dt.timedelta(days=21))
        back = reviews.planning.plan(**given, at=self.now(), host=moor, visit_starts_on=other, visit_days=2)
        for one, lead in ((review, partner), (back, head)):
            reviews.team.appoint(
                actor=head, at=self.now(), review=one, person=lead, role="lead_reviewer", reason="A pair"
            )
        self.ours = Side(
            review=review, head=head, partner=partner, leader=leaders[0], sponsor=sponsors[0],
            story="A school by the water, where many families have lived for long and many are new.",
            values="Everybody has a say, and is asked again.",
        )  # fmt: skip
        self.theirs = Side(
            review=back, head=partner, partner=head, leader=leaders[1], sponsor=sponsors[1],
            story="A small school on the moor, whose classes hold two years each.",
            values="Everybody is known by name.",
        )  # fmt: skip
        for act in (self._set_out, self._gives_account, self._begins_research, self._converse, self._ask):
            for side in (self.ours, self.theirs):
                act(side, today)
        self._hear(today)

    def _set_out(self, side: Side, today: dt.date) -> None:
        """What both want to find out, and what they promise each other."""
        self.on(today - dt.timedelta(days=540))
        saved = reviews.focus.save(
            actor=side.partner, at=self.now(), review=side.review, version=0, aspects=QUESTIONS, story=side.story
        )
        saved.refresh_from_db()
        for person in (side.partner, side.head):
            reviews.focus.agree(actor=person, at=self.now(), review=side.review, version=saved.version)
            self.fills(side.review, person, "promise", f"person-{person.pk}", two_years=True, confidence=True)

    def _gives_account(self, side: Side, today: dt.date) -> None:
        self.on(today - dt.timedelta(days=490))
        self.fills(
            side.review, side.head, "own_account", values=side.values,
            context="A town where half of the families came within ten years.",
            priorities=["Reading for pleasure", "Clubs that pupils run"],
        )  # fmt: skip

    def _begins_research(self, side: Side, today: dt.date) -> None:
        self.on(today - dt.timedelta(days=430))
        self.fills(
            side.review, side.leader, "research_brief", question="Does our school help us to shape our future?",
            method="Twelve of us ask ninety others, and look at how clubs are run.", students=12, families_agree=True,
            worries=True,
        )  # fmt: skip

    def _converse(self, side: Side, today: dt.date) -> None:
        for number, (ago, looked) in enumerate(MEETINGS, start=1):
            day = today - dt.timedelta(days=ago)
            self.on(day, 16)
            self.fills(
                side.review, side.partner, "conversation", number=number, held_on=day.isoformat(), looked_at=looked,
                for_host=["Ask new families sooner"], for_partner=["Pupils chair their own meetings"],
            )  # fmt: skip
        take_aways.add(
            actor=side.partner, at=self.now(), review=side.review, learned="Pupils chair their own meetings",
            action="Try it with one club",
        )  # fmt: skip

    def _ask(self, side: Side, today: dt.date) -> None:
        """What students have found, each entered by the adult who was there; and who else is asked."""
        self.on(today - dt.timedelta(days=120))
        for number, found in enumerate(FOUND, start=1):
            self.fills(side.review, side.sponsor, "finding", number=number, whose="Student researchers", found=found)
        sheets.finish(actor=side.leader, at=self.now(), review=side.review, stage="fieldwork")
        self.on(today - dt.timedelta(days=60))
        asked = ["students", "families", "governors"]
        self.fills(side.review, side.head, "convening", groups=asked, how="A picnic, and letters home.")

    def _hear(self, today: dt.date) -> None:
        review = self.ours.review
        self.on(today - dt.timedelta(days=30))
        own = f"person-{self.governor.pk}"
        self.fills(review, self.governor, "governors_view", own, further="It asks before it acts.")
