"""What journeys begin with: people beside those of the partnership, a review planned with its team, notes of its visit."""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import TRAINED_UNTIL, Group
from tests.journeys.calling import Caller
from trigpoint.access.roles import Place, Role
from trigpoint.people.models import Account

LONDON = ZoneInfo("Europe/London")
SCHOOLS = ("Hawthorn Vale School", "Alderbrook Primary", "Kestrel Lane Primary", "Ysgol Bryn Eithin")


def moment(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), LONDON)


def named(person: Account, name: str) -> Account:
    person.name = name
    person.save(update_fields=["name"])
    return person


def independent(group: Group) -> Account:
    """A lead reviewer of the hub's pool whom no school sends: they sign for themselves."""
    person: Account = AccountFactory(name="Ines Carvalho")
    appoint(person, Role.LEAD_REVIEWER, Place.PARTNERSHIP, group.partnership, trained_until=TRAINED_UNTIL)
    return person


def somebody(group: Group, role: str, name: str) -> Account:
    """Somebody else of the school that is reviewed."""
    person: Account = AccountFactory(name=name)
    appoint(person, role, Place.SCHOOL, group.schools[0], group.network)
    return person


def planned(call: Caller, group: Group, first: dt.date) -> str:
    """A review of the first school by the heads and leaders of the others, on two days."""
    review = call(
        group.lead, "reviews.plan", cycle_id=group.cycle.pk, host_id=group.schools[0].pk, visit_starts_on=first,
        visit_days=2,
    )["id"]  # fmt: skip
    for person, role in (
        (group.heads[1], "lead_reviewer"),
        (group.leaders[2], "reviewer"),
        (group.leaders[3], "reviewer"),
    ):
        call(group.lead, "reviews.appoint", review_id=review, person_id=person.pk, role=role)
    call(group.lead, "reviews.appoint_facilitator", review_id=review, person_id=group.champions[3].pk)
    return str(review)


def noted(call: Caller, review: str, person: Account, code: str, kind: str, first: dt.date, text: str) -> str:
    """A note on one aspect, of the first morning of the visit."""
    note: dict[str, Any] = {
        "id": uuid.uuid4(), "kind": kind, "aspects": [code], "seen_at": moment(first, 9, 40), "place": "Year 4", "rev": 1,
        "text": text, "made_at": moment(first, 9, 41),
    }  # fmt: skip
    return str(call(person, "evidence.record_note", review_id=review, **note)["id"])
