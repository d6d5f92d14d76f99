"""The pages of those who plan, and of those who are asked."""

import csv
import datetime as dt
import html
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.factories import allocation as made
from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import Group
from tests.factories.reviews import review, seat
from tests.sign_in import signed_in

from rota.format import read_plan
from trigpoint.access.roles import Place, Role
from trigpoint.allocation.actions import publishing
from trigpoint.allocation.models import Invitation, Pin, Schedule
from trigpoint.people.models import Absence, Readiness
from trigpoint.programmes.models import Membership
from trigpoint.reviews.models import Review

pytestmark = pytest.mark.django_db
REASON = "Agreed by all heads"


@pytest.fixture
def group(time_machine: Any, at: dt.datetime) -> Group:
    time_machine.move_to(at)
    return made.placed(5)


def _text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def _lead(group: Group) -> Client:
    return signed_in(Client(), group.lead)


def test_a_lead_asks_looks_and_publishes_without_any_script(group: Group) -> None:
    lead = _lead(group)
    start = reverse("allocation:cycle", args=[group.cycle.pk])
    assert "Propose dates and teams" in lead.get(start).content.decode()
    answer = lead.post(start, {"visit_days": "2", "team_size": "3", "calm": "1"})
    schedule = Schedule.objects.get()
    assert answer.url == reverse("allocation:schedule", args=[schedule.pk])
    page = lead.get(answer.url).content.decode()
    assert "Every seat is filled." in page
    assert "Hawthorn Vale School" in page
    assert lead.get(f"{answer.url}?view=map").status_code == 200
    first = min(read_plan(schedule.plan).bookings, key=lambda booking: booking.start)
    months = lead.get(f"{answer.url}?view=calendar").context["months"]
    cells = [cell for week in months[0]["weeks"] for cell in week if cell["day"] == first.start.day]
    assert [row["school"] for row in cells[0]["falls"] if row["what"] != "workshop"]
    rows = list(
        csv.DictReader(lead.get(reverse("allocation:plan_csv", args=[schedule.pk])).content.decode().splitlines())
    )
    assert [row["first_day"] for row in rows] == sorted(b.start.isoformat() for b in read_plan(schedule.plan).bookings)
    assert {row["empty_seats"] for row in rows} == {"0"}
    assert all(row["lead"] and row["lead_school"] != row["school"] for row in rows)
    book = lead.get(reverse("allocation:plan_xlsx", args=[schedule.pk])).content
    assert CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).height == 6
    publish = reverse("allocation:publish", args=[schedule.pk])
    assert "is planned for" in lead.get(publish).content.decode()
    done = lead.post(publish, {"version": schedule.version, "reason": REASON})
    assert done.status_code == 302, done.content.decode()[:4000]
    assert Review.objects.count() == 5
    assert "Take it back" in lead.get(answer.url).content.decode()


def test_why_who_else_and_a_swap(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    lead = _lead(group)
    booking = read_plan(schedule.plan).bookings[0]
    url = reverse("allocation:seat", args=[schedule.pk])
    query = f"?review={booking.review}&seat=member&leaves={booking.members[0]}"
    page = lead.get(url + query)
    assert page.status_code == 200
    offered = page.context["form"].fields["comes"].choices
    answer = lead.post(url + query, {"comes": offered[0][0], "version": schedule.version})
    assert answer.status_code == 302, _text(answer)[:3000]
    schedule.refresh_from_db()
    assert booking.members[0] not in read_plan(schedule.plan).of(booking.review).members


def test_a_day_on_which_it_cannot_be_is_refused_with_the_reason(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    booking = read_plan(schedule.plan).bookings[0]
    url = f"{reverse('allocation:move', args=[schedule.pk])}?review={booking.review}"
    assert _lead(group).get(url).status_code == 200
    saturday = {"starts_on": "2027-03-06", "version": schedule.version}
    answer = _lead(group).post(url, saturday)
    assert answer.status_code == 403


def test_a_pin_holds_in_the_next_proposal(group: Group, at: dt.datetime) -> None:
    lead, school = _lead(group), group.schools[0]
    url = reverse("allocation:pins", args=[group.cycle.pk])
    given = {"kind": "lead", "person": str(group.heads[3].pk)}
    assert lead.post(f"{url}?school={school.pk}", given).status_code == 302
    assert lead.post(f"{url}?school={school.pk}", {"kind": "date", "starts_on": "2027-03-09"}).status_code == 302
    plan = read_plan(made.found(group, at).plan)
    booking = next(b for b in plan.bookings if b.review.endswith(str(school.pk)))
    assert (booking.lead, booking.start) == (str(group.heads[3].pk), dt.date(2027, 3, 9))
    pin = Pin.objects.first()
    assert lead.post(reverse("allocation:unpin", args=[group.cycle.pk]), {"pin": pin.pk}).status_code == 302


def test_a_pin_against_a_rule_is_refused_by_name_and_kept_with_a_reason(group: Group) -> None:
    lead, school = _lead(group), group.schools[0]
    url = f"{reverse('allocation:pins', args=[group.cycle.pk])}?school={school.pk}"
    given = {"kind": "lead", "person": str(group.heads[0].pk)}
    refused = lead.post(url, given)
    assert refused.status_code == 403
    assert "their own school" in refused.content.decode()
    assert lead.post(url, {**given, "reason": "Two heads share the post"}).status_code == 302
    pin = Pin.objects.get()
    assert (pin.reason, pin.made_by_id) == ("Two heads share the post", group.lead.pk)
    assert pin.overrides


def test_decline_step_in_and_repair(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version, reason=REASON)
    first, second = Invitation.objects.filter(role="reviewer").order_by("pk")[:2]
    person = signed_in(Client(), first.person)
    assert first.review.host.name in _text(person.get(reverse("allocation:invitations")))
    answer = reverse("allocation:answer", args=[first.pk])
    assert person.get(answer).status_code == 200
    assert person.post(answer, {"reason": "My own inspection"}).status_code == 302
    lead = _lead(group)
    gaps = reverse("allocation:gaps", args=[group.cycle.pk])
    assert "My own inspection" in _text(lead.get(gaps))
    bench = reverse("allocation:step_in", args=[group.cycle.pk, first.pk])
    page = lead.get(bench)
    offered = page.context["form"].fields["person"].choices
    if offered:
        assert lead.post(bench, {"person": offered[0][0], "reason": REASON}).status_code == 302
        first.refresh_from_db()
        assert first.filled_at is not None
    signed_in(Client(), second.person).post(reverse("allocation:answer", args=[second.pk]), {"reason": ""})
    mended = lead.post(reverse("allocation:repair", args=[group.cycle.pk]), {"freedom": "0"})
    assert mended.status_code == 302, mended.content.decode()[:3000]
    draft = Schedule.objects.order_by("-asked_at", "-created_at").first()
    assert draft.state == "draft", draft.trouble
    assert str(second.person_id) not in {
        person
        for booking in read_plan(draft.plan).bookings
        if booking.review.endswith(str(second.review.host_id))
        for person in booking.team
    }


def test_accepting(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version, reason=REASON)
    row = Invitation.objects.first()
    person = signed_in(Client(), row.person)
    assert "Say whether you can come" in person.get("/").content.decode()
    person.post(reverse("allocation:answer", args=[row.pk]), {"answer": "accept"})
    row.refresh_from_db()
    assert row.answer == "accepted"


@pytest.mark.parametrize("name", ["people", "fairness", "gaps", "pins", "bring"])
def test_pages_of_a_cycle_open_for_its_lead_alone(group: Group, name: str) -> None:
    url = reverse(f"allocation:{name}", args=[group.cycle.pk])
    assert _lead(group).get(url).status_code == 200
    assert signed_in(Client(), group.heads[0]).get(url).status_code == 403
    assert signed_in(Client(), made.placed(3, name="Another").lead).get(url).status_code == 404


def test_a_draft_is_looked_at_after_a_school_has_left(group: Group, at: dt.datetime) -> None:
    schedule, gone = made.drafted(group, at), group.schools[0]
    Membership.objects.filter(school=gone).update(left_on=at.date() - dt.timedelta(days=1))
    lead, page = _lead(group), reverse("allocation:schedule", args=[schedule.pk])
    text = _text(lead.get(page))
    assert "its school has left" in text
    assert group.schools[1].name in text
    files = [reverse("allocation:plan_csv", args=[schedule.pk]), f"{page}?view=calendar", f"{page}?view=map"]
    assert {lead.get(url).status_code for url in files} == {200}


def test_who_has_a_seat_and_is_in_no_pool_is_planned_for(group: Group, at: dt.datetime) -> None:
    person, school = AccountFactory(), group.schools[1]
    appoint(person, Role.SENIOR_LEADER, Place.SCHOOL, school, group.network)
    seat(review(group, visit_starts_on=dt.date(2027, 3, 9)), person, Role.REVIEWER, school)
    lead, page = _lead(group), reverse("allocation:person", args=[group.cycle.pk, person.pk])
    days = {"form": "absence"} | {f"{name}_on": dt.date(2027, 6, 1).isoformat() for name in ("starts", "ends")}
    assert lead.post(page, days).status_code == 302
    remove = reverse("allocation:remove_absence", args=[group.network.pk])
    given = {"absence": Absence.objects.get().pk}
    assert lead.post(remove, {**given, "cycle": "nowhere"}).status_code == 404
    assert lead.post(remove, {**given, "cycle": group.cycle.pk}).url == page
    person.is_active = False
    person.save()
    assert lead.get(page).status_code == 404  # nobody proposes somebody whose account is closed


def test_those_who_plan_are_told_in_names(group: Group, at: dt.datetime) -> None:
    Readiness.objects.bulk_create(
        Readiness(network=group.network, person=person, most_reviews=0) for person in (*group.heads, *group.leaders)
    )
    text = _text(_lead(group).get(reverse("allocation:gaps", args=[group.cycle.pk])))
    assert f"The reviews in {group.partnership.name} need 15 seats filled; people offer 0." in text
    assert str(group.partnership.pk) not in text


def test_a_feed_is_read_with_its_secret_and_no_other(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version, reason=REASON)
    row = Invitation.objects.select_related("review__host").first()
    person = signed_in(Client(), row.person)
    page = person.post(reverse("allocation:feed"))
    secret = page.context["address"].rpartition("/")[2].removesuffix(".ics")
    calendar = Client().get(reverse("allocation:ics", args=[secret]))
    assert f"Visit: {row.review.host.name}" in calendar.content.decode().replace("\r\n ", "")
    person.post(reverse("allocation:feed"))
    assert Client().get(reverse("allocation:ics", args=[secret])).status_code == 404


def test_a_file_goes_out_and_comes_back(group: Group) -> None:
    lead = _lead(group)
    workbook = lead.get(reverse("allocation:take", args=[group.cycle.pk, "workbook"]))
    assert workbook.content.startswith(b"PK")
    people = lead.get(reverse("allocation:take", args=[group.cycle.pk, "people"])).content.decode()
    assert group.heads[0].email in people
