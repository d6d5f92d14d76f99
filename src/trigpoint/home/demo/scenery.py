"""Build the demonstration once, by the same actions that people use, each at the time at which it would have been."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trigpoint.access.roles import Place, Role
from trigpoint.home.demo import codes
from trigpoint.home.demo.cast import CAST, Part, PartnershipCast, SchoolCast
from trigpoint.home.demo.story import STEPS, Seats, Story
from trigpoint.kernel.errors import Refused
from trigpoint.organisations import actions as organisations
from trigpoint.organisations.queries.networks import Network, School, any_there
from trigpoint.people import actions as people
from trigpoint.people.actions import invitations
from trigpoint.people.queries.accounts import Account, by_email
from trigpoint.programmes import actions as programmes
from trigpoint.programmes.queries import agreements as signed
from trigpoint.programmes.queries.calendar import Calendar, calendar
from trigpoint.programmes.queries.partnerships import memberships
from trigpoint.programmes.queries.scope import Partnership, Programme
from trigpoint.reviews import actions as reviews

BEGAN = dt.timedelta(days=640)
"""How long ago the programme began."""

AHEAD = {
    "planned": 44, "team": 30, "self_evaluation": 22, "ready": 16, "pack": 11, "focus": 6, "briefed": 2, "visit": 0,
    "team_meeting": -2, "feedback": -3, "fact_check": -6, "released": -9, "workshop": -13, "planning": -16,
    "agreed": -24, "follow_up": -45, "closed": -58,
}  # fmt: skip
"""In how many school days the visit begins (negative: it began so long ago), by where a review stands now."""


def build(*, at: dt.datetime, say: Callable[[str], None]) -> None:
    """Everything, in one transaction a partnership; what is there already is left alone. Raises Refused."""
    if by_email(CAST.staff.email):
        return
    if any_there():
        raise Refused(_("This database holds something else: a demonstration needs one of its own."))
    began = at - BEGAN
    say("people")
    with transaction.atomic():
        programme = _programme(began)
    for cast in CAST.partnerships:
        say(cast.name)
        with transaction.atomic():
            Scene(programme, cast, began=began, at=at).build()


def _programme(began: dt.datetime) -> Programme:
    network = organisations.networks.create(actor=None, at=began, hats=None, name=CAST.network)
    shipped = programmes.review_models.publish_shipped(at=began)
    model = next(each for each in shipped if each.key == "spp-benchmark")
    programme = programmes.programmes.create(
        actor=None, at=began, network=network, name=CAST.programme, review_model=model
    )
    programmes.programmes.change(
        actor=None, at=began, programme=programme, version=programme.version, name=programme.name,
        reviewers_keep_profile=False, lead_sees_profile=False, governors_see_profile=False, staff_plan_reviews=True,
    )  # fmt: skip
    programmes.programmes.add_priority(actor=None, at=began, programme=programme, text=CAST.priority)
    for part, role, place, place_id in (
        (CAST.staff, Role.PROGRAMME_STAFF, Place.PROGRAMME, programme.pk),
        (CAST.evaluator, Role.EVALUATOR, Place.PROGRAMME, programme.pk),
        (CAST.operator, Role.OPERATOR, Place.INSTALLATION, None),
    ):
        network_id = None if place == Place.INSTALLATION else network.pk
        codes.enrol(invite(began, part, role=role, place=place, place_id=place_id, network_id=network_id))
    return programme


def invite(
    at: dt.datetime, part: Part, *, role: str, place: str, place_id: Any, network_id: Any, **more: Any
) -> Account:
    return invitations.invite(
        actor=None,
        at=at,
        email=part.email,
        name=part.name,
        role=role,
        place=place,
        place_id=place_id,
        network_id=network_id,
        **more,
    ).person


class Scene:
    """One partnership: its schools and people, its agreements, and its reviews of two cycles."""

    def __init__(self, programme: Programme, cast: PartnershipCast, *, began: dt.datetime, at: dt.datetime) -> None:
        self.programme, self.cast, self.began, self.at = programme, cast, began, at
        self.network: Network = programme.network
        self.schools: dict[str, School] = {}
        self.people: dict[tuple[str, int], Account] = {}
        self.days: Calendar = calendar(self.network.pk)

    def build(self) -> None:
        partnership = programmes.partnerships.create(
            actor=None, at=self.began, programme=self.programme, name=self.cast.name
        )
        for school in self.cast.schools:
            self._school(partnership, school)
        self._pool(partnership)
        self._sign(partnership)
        self._first_cycle(partnership)
        self._second_cycle(partnership)
        self._what_people_can_give()

    def _school(self, partnership: Partnership, cast: SchoolCast) -> None:
        school = organisations.schools.add_school(
            actor=None,
            at=self.began,
            hats=None,
            name=cast.name,
            town=cast.town,
            phase="Primary",
            nation=self.cast.nation,
            pupils=cast.pupils,
            easting=self.cast.at[0] + 3_700 * (len(self.schools) % 3) + 900 * len(self.schools),
            northing=self.cast.at[1] + 4_300 * (len(self.schools) // 2),
            is_invented=True,
        )
        self.schools[cast.name] = school
        roles = (
            Role.HEAD,
            Role.SENIOR_LEADER,
            Role.SENIOR_LEADER,
            Role.CHAMPION,
            Role.CHAIR_OF_GOVERNORS,
            Role.SAFEGUARDING_LEAD,
        )
        for place, role in enumerate(roles):
            self.people[cast.name, place] = invite(
                self.began,
                cast.person(place),
                role=role,
                place=Place.SCHOOL,
                place_id=school.pk,
                network_id=self.network.pk,
            )
        programmes.members.join(
            actor=None, at=self.began, partnership=partnership, school=school, joined_on=self.began.date()
        )

    def _pool(self, partnership: Partnership) -> None:
        """Who may be asked to review, and until when they are trained; and who leads the partnership."""
        lead = self.cast.lead_school
        invite(
            self.began,
            lead.person(0),
            role=Role.PARTNERSHIP_LEAD,
            place=Place.PARTNERSHIP,
            place_id=partnership.pk,
            network_id=self.network.pk,
        )
        for number, school in enumerate(self.cast.schools):
            until = self.at.date() + dt.timedelta(days=240 + 40 * number)
            for place, role in (
                (0, Role.LEAD_REVIEWER),
                (1, Role.REVIEWER),
                (2, Role.REVIEWER),
                (3, Role.FACILITATOR),
            ):
                invite(
                    self.began,
                    school.person(place),
                    role=role,
                    place=Place.PARTNERSHIP,
                    place_id=partnership.pk,
                    network_id=self.network.pk,
                    school_id=self.schools[school.name].pk,
                    trained_until=until,
                )

    def _sign(self, partnership: Partnership) -> None:
        texts = signed.current_texts(self.programme.pk)
        for number, cast in enumerate(self.cast.schools):
            for kind, text in texts.items():
                programmes.agreements.sign(
                    actor=self.people[cast.name, 0],
                    at=self.began + dt.timedelta(days=3 + number),
                    partnership=partnership,
                    school=self.schools[cast.name],
                    kind=kind,
                    name=cast.names[0],
                    role="Headteacher",
                    agreed=True,
                    sha256=text.sha256,
                )

    def _first_cycle(self, partnership: Partnership) -> None:
        today = self.at.date()
        cycle = programmes.cycles.start(
            actor=None,
            at=self.began + dt.timedelta(days=12),
            partnership=partnership,
            name="First cycle",
            starts_on=today - dt.timedelta(days=600),
            ends_on=today - dt.timedelta(days=201),
        )
        for number, cast in enumerate(self.cast.schools):
            visit = self.days.next_school_day(today - dt.timedelta(days=430 - 14 * number))
            while not self.days.is_school_day(visit + dt.timedelta(days=1)):
                visit = self.days.add_school_days(visit, 1)
            self._story(cycle, cast, number, visit, upto="closed", thin=True)

    def _what_people_can_give(self) -> None:
        """In each partnership somebody works four days, somebody is away for a while, and a school has its INSET day."""
        today, network = self.at.date(), self.network
        first, second, third = self.cast.schools[:3]
        nothing: dict[str, Any] = dict.fromkeys(("most_reviews", "most_days", "most_miles", "wished_days"))
        people.readiness.set_readiness(
            actor=None, at=self.began, network=network, person=self.people[first.name, 1], days_off=[4], **nothing,
            phases=[], specialisms=["SEND"],
        )  # fmt: skip
        people.readiness.set_readiness(
            actor=None, at=self.began, network=network, person=self.people[second.name, 2], days_off=[],
            **{**nothing, "most_reviews": 1, "wished_days": 2}, phases=[], specialisms=["Early years"], experience=3,
        )  # fmt: skip
        people.readiness.add_absence(
            actor=None, at=self.began, network=network, person=self.people[third.name, 1],
            starts_on=today + dt.timedelta(days=30), ends_on=today + dt.timedelta(days=58), reason="Leading a residential",
        )  # fmt: skip
        inset = self.days.add_school_days(today, 40)
        programmes.school_days.add_window(
            actor=None, at=self.began, network=network, school=self.schools[second.name], kind="inset",
            starts_on=inset, ends_on=inset, note="Reading, with all staff",
        )  # fmt: skip

    def _second_cycle(self, partnership: Partnership) -> None:
        today = self.at.date()
        if self.cast.paused:
            programmes.partnerships.pause(
                actor=None,
                at=self.at - dt.timedelta(days=60),
                partnership=partnership,
                starts_on=today - dt.timedelta(days=60),
            )
            return
        cycle = programmes.cycles.start(
            actor=None,
            at=self.at - dt.timedelta(days=200),
            partnership=partnership,
            name="Second cycle",
            starts_on=today - dt.timedelta(days=200),
            ends_on=today + dt.timedelta(days=165),
        )
        for number, cast in enumerate(self.cast.schools):
            if cast.now == "withdrawn":
                self._withdraw(partnership, cast)
            elif cast.now:
                self._story(cycle, cast, number, self._visit(cast.now), upto=cast.now, thin=False)

    def _visit(self, now: str) -> dt.date:
        """The first of two school days in a row. A visit that goes on began on the day before the last school day."""
        today, ahead = self.at.date(), AHEAD[now]
        if ahead:
            day, step = self.days.add_school_days(today, ahead), 1 if ahead > 0 else -1
        else:
            last = today if self.days.is_school_day(today) else self.days.add_school_days(today, -1)
            day, step = self.days.add_school_days(last, -1), -1
        while not self.days.is_school_day(day + dt.timedelta(days=1)):
            day = self.days.add_school_days(day, step)
        return day

    def _withdraw(self, partnership: Partnership, cast: SchoolCast) -> None:
        membership = memberships(partnership.pk, on=self.at.date()).get(school=self.schools[cast.name])
        programmes.members.leave(
            actor=None,
            at=self.at - dt.timedelta(days=90),
            membership=membership,
            left_on=self.at.date() - dt.timedelta(days=90),
        )

    def _story(self, cycle, cast: SchoolCast, number: int, visit: dt.date, *, upto: str, thin: bool) -> None:
        others = [school for school in self.cast.schools if school.now != "withdrawn" or thin]
        place = others.index(cast)

        def turn(step: int) -> str:
            return others[(place + step) % len(others)].name

        team_of_three = len(others) > 3 and not thin  # two were enough while the partnership was new
        seats = Seats(
            host_head=self.people[cast.name, 0],
            host_leader=self.people[cast.name, 1],
            champion=self.people[cast.name, 3],
            partnership_lead=self.people[self.cast.lead, 0],
            lead=self.people[turn(1), 0],
            reviewers=(
                [self.people[turn(2), 1], self.people[turn(3), 2]] if team_of_three else [self.people[turn(2), 1]]
            ),
            facilitator=self.people[turn(2), 3],
        )
        planned_at = dt.datetime.combine(
            min(visit - dt.timedelta(days=70), self.at.date() - dt.timedelta(days=3)), dt.time(10), self.at.tzinfo
        )
        review = reviews.planning.plan(
            actor=None,
            at=planned_at,
            cycle=cycle,
            host=self.schools[cast.name],
            visit_starts_on=visit,
            visit_days=2 if cast.pupils > 150 else 1,
        )
        Story(review, seats, now=self.at, started=planned_at, number=number, thin=thin).run(STEPS.index(upto))
