"""
A review with everybody in it: `whole()`; or only the review: `review()`.

The visit is on 13 and 14 January 2027 unless told otherwise: the fixture `at` is the morning of its second day.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from tests.factories.organisations import schools
from tests.factories.people import accounts, appointment
from tests.factories.programmes import TRAINED_UNTIL, Group, partnership
from trigpoint.access.roles import Place, Role
from trigpoint.organisations.models import Network, School
from trigpoint.people.models import Account, Appointment
from trigpoint.programmes.models import Cycle, Partnership, Programme
from trigpoint.reviews.models import Review, Stage

VISIT = dt.date(2027, 1, 13)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A review and the people round it. Everybody but `stranger` plays a part in it."""

    review: Review
    group: Group
    network: Network
    programme: Programme
    partnership: Partnership
    cycle: Cycle
    host: School
    lead_school: School
    reviewer_school: School
    other_school: School
    host_head: Account
    host_leader: Account
    host_staff: Account
    governor: Account
    host_champion: Account
    lead: Account
    reviewer: Account
    second_reviewer: Account
    facilitator: Account
    partnership_lead: Account
    programme_staff: Account
    associate: Account
    evaluator: Account
    stranger: Account


def review(
    group: Group | None = None,
    *,
    host: School | None = None,
    visit_starts_on: dt.date = VISIT,
    visit_days: int = 2,
    state: str = "planned",
    done: Iterable[str] = (),
    **fields: Any,
) -> Review:
    """
    A review with all its stages on the days that the model proposes, of the group's first school unless told otherwise.

    `done` names the kinds of stage that are done.
    """
    group = group or partnership(4)
    model = fields.get("review_model") or group.programme.review_model
    made = Review.objects.create(
        **{
            "network": group.network,
            "programme": group.programme,
            "partnership": group.partnership,
            "cycle": group.cycle,
            "host": host or group.schools[0],
            "review_model": model,
            "framework": model.framework,
            "state": state,
            "visit_starts_on": visit_starts_on,
            "visit_ends_on": visit_starts_on + dt.timedelta(days=visit_days - 1),
            **fields,
        }
    )
    finished = set(done)
    stages = []
    for order, stage in enumerate(model.parsed().stages):
        due_on = visit_starts_on + dt.timedelta(days=stage.offset_days)
        done_at = dt.datetime.combine(due_on, dt.time(16), ZoneInfo("Europe/London"))
        known = {"review": made, "key": stage.key, "kind": stage.kind, "order": order, "due_on": due_on}
        stages.append(Stage(**known, done_at=done_at if stage.kind in finished else None))
    Stage.objects.bulk_create(stages)
    return made


def seat(review: Review, person: Account, role: str, school: School) -> None:
    """Appoint to the review, without asking any guard."""
    _seat(review, person, role, school).save(force_insert=True)


def _seat(review: Review, person: Account, role: str, school: School) -> Appointment:
    return appointment(person, role, Place.REVIEW, review, school=school, trained_until=TRAINED_UNTIL)


def whole(*, signed: bool = True, team: bool = True, number: int = 1, rules: Any = None, **fields: Any) -> Whole:
    """
    A review of Hawthorn Vale by a team of three, facilitated from Ysgol Bryn Eithin, with everybody who plays a part.

    `number` is the cycle's; `rules` change the model's numbers; `fields` are those of `review()`.
    """
    names = ("Hawthorn Vale School", "Alderbrook Primary", "Kestrel Lane Primary", "Ysgol Bryn Eithin")
    group = partnership(schools(*names), signed=signed, number=number, rules=rules)
    host, lead_school, reviewer_school, other_school = group.schools
    made = review(group, **fields)
    known = {
        group.heads[1]: "Amira Okafor",
        group.leaders[2]: "Daniel Osei",
        group.leaders[3]: "Megan Hughes",
        group.champions[3]: "Sioned Ellis",
        group.heads[0]: "Tomos Prydderch",
        group.leaders[0]: "Grace Adeyemi",
        group.champions[0]: "Bronwen Tudor",
        group.lead: "Piotr Zieliński",
        group.staff: "Ada Lowther",
    }
    for person, name in known.items():
        person.name = name
    Account.objects.bulk_update(known, ["name"])
    lead, reviewer, second_reviewer, facilitator = tuple(known)[:4]
    staff, governor, associate, evaluator, stranger = accounts(
        "Yusuf Rahman", "Helen Marsh", "Rhys Bevan", "Imogen Shaw", "Nobody Here"
    )
    seats = (
        (lead, Role.LEAD_REVIEWER, lead_school),
        (reviewer, Role.REVIEWER, reviewer_school),
        (second_reviewer, Role.REVIEWER, other_school),
        (facilitator, Role.FACILITATOR, other_school),
    )
    Appointment.objects.bulk_create(
        [
            *(_seat(made, *who) for who in seats if team),
            appointment(staff, Role.STAFF, Place.SCHOOL, host, group.network),
            appointment(governor, Role.GOVERNOR, Place.SCHOOL, host, group.network),
            appointment(associate, Role.ASSOCIATE, Place.PARTNERSHIP, group.partnership, group.network),
            appointment(evaluator, Role.EVALUATOR, Place.PROGRAMME, group.programme, group.network),
        ]
    )
    return Whole(
        review=made,
        group=group,
        network=group.network,
        programme=group.programme,
        partnership=group.partnership,
        cycle=group.cycle,
        host=host,
        lead_school=lead_school,
        reviewer_school=reviewer_school,
        other_school=other_school,
        host_head=group.heads[0],
        host_leader=group.leaders[0],
        host_staff=staff,
        governor=governor,
        host_champion=group.champions[0],
        lead=lead,
        reviewer=reviewer,
        second_reviewer=second_reviewer,
        facilitator=facilitator,
        partnership_lead=group.lead,
        programme_staff=group.staff,
        associate=associate,
        evaluator=evaluator,
        stranger=stranger,
    )
