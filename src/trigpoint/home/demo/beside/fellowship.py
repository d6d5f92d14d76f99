"""Two schools in the second year of a fellowship: heads have talked, students have found out, families are being asked."""

import datetime as dt

from trigpoint.access.roles import Role
from trigpoint.home.demo.beside.programme import Beside
from trigpoint.proformas.actions import take_aways
from trigpoint.reviews import actions as reviews
from trigpoint.reviews.queries.reviews import Review

QUESTIONS = ["AC1", "WB1", "PF1", "FC1"]
AHEAD = dt.timedelta(days=100)


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
    to_try = "Three strands over two years, and the students' report through an adult, as Percy and Oona."

    def build(self) -> None:
        today = self.at.date()
        estuary, moor = self.school("Estuary School", "Sandhaven", 340), self.school("Moorside School", "Cragby", 190)
        self.head, self.partner = (
            self.person("Oona Brandt", Role.HEAD, estuary),
            self.person("Silas Greaves", Role.HEAD, moor),
        )
        self.leader = self.person("Nadia Khoury", Role.SENIOR_LEADER, estuary)
        self.sponsor = self.person("Percy Holt", Role.STAFF, estuary)
        self.governor = self.person("Alma Whitcombe", Role.GOVERNOR, estuary)
        for school, who in ((estuary, self.head), (moor, self.partner)):
            self.joins(school)
            self.of_partnership(who, Role.LEAD_REVIEWER, school)
        self.of_partnership(self.head, Role.PARTNERSHIP_LEAD)
        self.signs(self.head, estuary)
        self.signs(self.partner, moor)
        joint = self.three_days(today + AHEAD)
        cycle = self.cycle("Two years", today - dt.timedelta(days=630), today + dt.timedelta(days=250))
        given = {"actor": None, "cycle": cycle, "reason": "Agreed by both schools."}
        review = reviews.planning.plan(**given, at=self.now(), host=estuary, visit_starts_on=joint, visit_days=2)
        other = self.three_days(joint + dt.timedelta(days=21))
        back = reviews.planning.plan(**given, at=self.now(), host=moor, visit_starts_on=other, visit_days=2)
        for one, lead in ((review, self.partner), (back, self.head)):
            reviews.team.appoint(
                actor=self.head, at=self.now(), review=one, person=lead, role="lead_reviewer", reason="A pair"
            )
        self._set_out(review, today)
        self._found_out(review, today)

    def _set_out(self, review: Review, today: dt.date) -> None:
        """What both want to find out, what they promise each other, and what the heads saw."""
        self.on(today - dt.timedelta(days=540))
        saved = reviews.focus.save(
            actor=self.partner, at=self.now(), review=review, version=0, aspects=QUESTIONS,
            story="A school by the water, where many families have lived for long and many are new.",
        )  # fmt: skip
        saved.refresh_from_db()
        for person in (self.partner, self.head):
            reviews.focus.agree(actor=person, at=self.now(), review=review, version=saved.version)
            self.fills(review, person, "promise", f"person-{person.pk}", two_years=True, confidence=True)
        self.on(today - dt.timedelta(days=490))
        self.fills(
            review, self.head, "own_account", values="Everybody has a say, and is asked again.",
            context="A town on an estuary; half of the families came within ten years.",
            priorities=["Reading for pleasure", "Clubs that pupils run"],
        )  # fmt: skip
        self.on(today - dt.timedelta(days=430))
        self.fills(
            review, self.leader, "research_brief", question="Does our school help us to shape our future?",
            method="Twelve of us ask ninety others, and look at how clubs are run.", students=12, families_agree=True,
            worries=True,
        )  # fmt: skip
        for number, (ago, looked) in enumerate(((380, "How pupils run clubs"), (170, "Mornings at the gate")), start=1):
            day = today - dt.timedelta(days=ago)
            self.on(day, 16)
            self.fills(
                review, self.partner, "conversation", number=number, held_on=day.isoformat(), looked_at=looked,
                for_host=["Ask new families sooner"], for_partner=["Pupils chair their own meetings"],
            )  # fmt: skip
        take_aways.add(
            actor=self.partner, at=self.now(), review=review, learned="Pupils chair their own meetings",
            action="Try it with one club",
        )  # fmt: skip

    def _found_out(self, review: Review, today: dt.date) -> None:
        """What students have found, each entered by the adult who was there; and who else is asked."""
        self.on(today - dt.timedelta(days=120))
        for number, found in enumerate(("Clubs help most when we run them.", "Little ones want to be asked."), start=1):
            self.fills(review, self.sponsor, "finding", number=number, whose="Student researchers", found=found)
        self.on(today - dt.timedelta(days=60))
        self.fills(
            review,
            self.head,
            "convening",
            groups=["students", "families", "governors"],
            how="A picnic, and letters home.",
        )
        self.fills(
            review, self.governor, "governors_view", f"person-{self.governor.pk}", further="It asks before it acts."
        )
