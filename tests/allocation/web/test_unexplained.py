"""Why somebody was chosen, can't come or is no longer asked: told to those who plan, and on no way to anybody else."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.factories import allocation as made
from tests.sign_in import signed_in

from trigpoint.allocation.actions import availability, invitations, publishing
from trigpoint.allocation.models import Invitation
from trigpoint.messaging.models import Mail
from trigpoint.people.actions import tokens
from trigpoint.people.models import Account

pytestmark = pytest.mark.django_db
ABSENCE, TIE, DECLINED, OVERRIDE = "A hip operation", "Married to the deputy", "My own inspection", "A grievance"
SECRETS = (ABSENCE, TIE, DECLINED, OVERRIDE)


def _caller(person: Account, at: dt.datetime) -> Client:
    token = tokens.make(actor=person, at=at, name="Test", days=30, may_write=True)
    return Client(headers={"Authorization": f"Bearer {token.text}"})


def test_page_call_file_and_mail_agree(time_machine: Any, at: dt.datetime) -> None:
    time_machine.move_to(at)
    group = made.placed(4)
    given: dict[str, Any] = {"actor": group.lead, "at": at, "network": group.network}
    days = {"starts_on": dt.date(2027, 6, 1), "ends_on": dt.date(2027, 6, 4)}
    availability.say_absence(**given, person=group.heads[0], reason=ABSENCE, **days)
    availability.note_conflict(**given, person=group.heads[1], school=group.schools[2], reason=TIE)
    schedule = made.found(group, at)
    publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version, reason=OVERRIDE)
    gone = Invitation.objects.filter(role="reviewer").order_by("pk").first()
    invitations.decline(actor=gone.person, at=at, invitation=gone, reason=DECLINED)
    booking = f"?review={schedule.plan['reviews'][0]['id']}&seat=member&leaves="

    cycle, one = [group.cycle.pk], [schedule.pk]
    pages = [
        reverse(f"allocation:{name}", args=cycle) for name in ("cycle", "people", "gaps", "pins", "fairness", "bring")
    ]
    pages += [reverse("allocation:step_in", args=[*cycle, gone.pk]), reverse("allocation:schedule", args=one)]
    pages += [reverse("allocation:seat", args=one) + booking, reverse("allocation:publish", args=one)]
    files = [reverse("allocation:take", args=[*cycle, kind]) for kind in ("workbook", "absences", "conflicts")]
    files += [reverse(f"allocation:{name}", args=one) for name in ("plan_csv", "plan_xlsx")]
    calls = [f"/api/schedules/{schedule.pk}", f"/api/schedules/{schedule.pk}/seat{booking}"]
    calls += [f"/api/cycles/{group.cycle.pk}/{name}" for name in ("pins", "gaps", "fairness")]

    for person in (group.heads[0], group.heads[2], group.leaders[3], gone.person):  # hosts, team and who declined
        page, call = signed_in(Client(), person), _caller(person, at)
        assert {page.get(url).status_code for url in (*pages, *files)} == {403}
        assert {call.get(url).status_code for url in calls} == {403}
        others = [reverse("reviews:cycle", args=cycle), reverse("reviews:team", args=[gone.review_id]), "/"]
        seen = " ".join(page.get(url).content.decode() for url in others)
        assert not any(secret in seen for secret in SECRETS)
    planner = signed_in(Client(), group.lead)
    assert DECLINED in planner.get(reverse("allocation:gaps", args=cycle)).content.decode()
    assert ABSENCE in planner.get(reverse("allocation:take", args=[*cycle, "absences"])).content.decode()
    written = " ".join(f"{row.subject} {row.text}" for row in Mail.objects.all())
    written += " ".join(f"{row.subject} {row.body}" for row in mail.outbox)
    assert gone.person.name in written  # the partnership's lead is told who
    assert not any(secret in written for secret in SECRETS)
