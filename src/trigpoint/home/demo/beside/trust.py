"""A pool of trusts: one of them has its review these days, at three of its schools, and nothing is placed anywhere."""

import datetime as dt
from typing import Any

from trigpoint.access.roles import Role
from trigpoint.home.demo.beside.programme import Beside
from trigpoint.organisations import actions as organisations
from trigpoint.organisations.queries.networks import School
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews import actions as reviews
from trigpoint.reviews.actions import sheets
from trigpoint.reviews.queries.reviews import Review

QUESTIONS = ["SI1", "SI2", "ED2"]
SEEN = (
    ("SI1", "HEADS", "Three heads name the same people who helped, and say what they did."),
    ("SI2", "DOC", "Minutes of a year: each visit of a subject lead ends with what the school asked for."),
    ("ED2", "DSTAFF", "Staff in two schools say when a pupil moves between them; in the third nobody had asked."),
)
REASON = "Agreed in the pool."


class Trust(Beside):
    model, title, partnership_name = "cp-trust-peer-review", "Trust peer review", "Pool of trusts"
    introduced = (
        ("thea.marchant@heron-learning-trust.example", "Thea Marchant", "chief executive of a trust under review"),
        ("gideon.pryce@curlew-trust.example", "Gideon Pryce", "leader of another trust, who reviews it this week"),
    )
    safeguarding = ("Owen Beale", "Tamsin Rook", "Idris Farrow")
    to_try = "A trust at three of its schools, with open questions and no level anywhere: scope and timetable, as Thea."

    def build(self) -> None:
        names = (
            ("Heron Learning Trust", "Thea Marchant", "Rufus Oyelaran"),
            ("Curlew Trust", "Agnes Whitlow", "Gideon Pryce"),
            ("Plover Trust", "Bashir Noor", "Ilse Brandvold"),
        )
        self.offices: list[School] = []
        self.chiefs: list[Account] = []
        self.leaders: list[Account] = []
        for trust_name, chief, leader in names:
            trust = organisations.schools.invent_trust(actor=None, at=self.now(), hats=None, name=trust_name)
            office = organisations.schools.open_central_office(actor=None, at=self.now(), hats=None, trust=trust)
            self.offices.append(office)
            self.chiefs.append(self.person(chief, Role.HEAD, office))
            self.leaders.append(self.person(leader, Role.SENIOR_LEADER, office))
            self.joins(office)
            self.of_partnership(self.leaders[-1], Role.REVIEWER, office)
            if not self.offices[1:]:
                self.sites = [
                    self.school(f"Heron {name}", "Wadeford", pupils, trust_uid=trust.uid)
                    for name, pupils in (("Bank School", 310), ("Hill School", 240), ("Mere Academy", 880))
                ]
        self.person("Lionel Frere", Role.GOVERNOR, self.offices[0])
        site_names = ("Hattie Noakes", "Josef Wren", "Maud Eyre")
        self.site_heads = [self.person(n, Role.HEAD, s) for n, s in zip(site_names, self.sites, strict=True)]
        self.coordinator = self.of_partnership(self.chiefs[2], Role.PARTNERSHIP_LEAD)
        self.lead = self.of_partnership("Conrad Vane", Role.LEAD_REVIEWER)
        for chief, office in zip(self.chiefs, self.offices, strict=True):
            self.signs(chief, office)
        self.signs_alone(self.lead)
        today = self.at.date()
        cycle = self.cycle("This year", today - dt.timedelta(days=200), today + dt.timedelta(days=165))
        first = self.three_days(today)
        self._until_the_team_meets(self._planned(cycle, first), first)

    def _planned(self, cycle: Any, first: dt.date) -> Review:
        review = reviews.planning.plan(
            actor=None, at=self.on(first - dt.timedelta(days=100)), cycle=cycle, host=self.offices[0],
            visit_starts_on=first, visit_days=3, sites=[site.pk for site in self.sites], reason=REASON,
        )  # fmt: skip
        self.team = [self.lead, self.leaders[1], self.leaders[2]]
        for person, role in zip(self.team, ("lead_reviewer", "reviewer", "reviewer"), strict=True):
            reviews.team.appoint(
                actor=self.coordinator, at=self.now(), review=review, person=person, role=role, reason=REASON
            )
        return review

    def _until_the_team_meets(self, review: Review, first: dt.date) -> None:
        chief, lead = self.chiefs[0], self.lead
        self.on(first - dt.timedelta(days=70))
        self.fills(
            review, chief, "scope", challenge="Pupils move between our schools, and help does not always move with them.",
            outside=["Finance", "Buildings"], voices=["Heads", "Staff who teach in two schools", "Families"],
        )  # fmt: skip
        self.on(first - dt.timedelta(days=28))
        reviews.pack.add_item(
            actor=chief, at=self.now(), review=review, kind="note", subject="plan", title="Our strategy on a page",
            text="Know our schools; help each other first; move together.",
        )  # fmt: skip
        reviews.pack.release(actor=chief, at=self.now(), review=review)
        self.on(first - dt.timedelta(days=21))
        saved = reviews.focus.save(
            actor=lead, at=self.now(), review=review, version=0, aspects=QUESTIONS, base="Board room",
            story="A trust of eleven schools, three of them new.",
        )  # fmt: skip
        saved.refresh_from_db()
        for person in (lead, chief):
            reviews.focus.agree(actor=person, at=self.now(), review=review, version=saved.version)
        self.on(first - dt.timedelta(days=10))
        for head, site in zip(self.site_heads, self.sites, strict=True):
            self.fills(
                review, head, "school_note", f"site-{site.pk}", know="Two forms of entry; the hall is also the dining room.",
                meet=["Whoever leads inclusion", "The office"],
            )  # fmt: skip
        self._briefed(review, first)
        self.on(first, 11)
        for number, (question, kind, text) in enumerate(SEEN):
            self.saw(review, self.team[1 + number % 2], question, (kind, self.sites[number].name, text))

    def _briefed(self, review: Review, first: dt.date) -> None:
        lead = self.lead
        for number, (site, head) in enumerate(zip(self.sites, self.site_heads, strict=True)):
            starts = dt.datetime.combine(first + dt.timedelta(days=number), dt.time(10), self.at.tzinfo)
            reviews.timetable.add_activity(
                actor=lead, at=self.now(), review=review, starts_at=starts, ends_at=starts + dt.timedelta(hours=1),
                what="How help is felt here", kind="HEADS", site_id=site.pk, audience="Middle leaders", aspects=["SI2"],
                reviewers=[lead.pk, self.team[1 + number % 2].pk], partner_id=head.pk,
            )  # fmt: skip
        sheets.send(actor=lead, at=self.now(), review=review)
        self.on(first, 8)
        for person in self.team:
            reviews.briefing.allocate(actor=lead, at=self.now(), review=review, person_id=person.pk, aspects=QUESTIONS)
            promised = dict.fromkeys(("context", "evidence", "confidence", "better"), True)
            self.fills(review, person, "protocol", f"person-{person.pk}", **promised)
        reviews.briefing.hold(actor=lead, at=self.now(), review=review)
