"""The demonstration's partnership without dates is planned, pinned, declined, mended and published: in Chromium, and by calls."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.factories import allocation as made
from tests.journeys.calling import Caller
from tests.journeys.pages import Visitor
from trigpoint.allocation.actions import searching
from trigpoint.allocation.models import Invitation, Schedule
from trigpoint.home.demo import scenery
from trigpoint.home.demo.cast import CAST
from trigpoint.kernel import clock
from trigpoint.people.models import Account
from trigpoint.programmes.models import Cycle
from trigpoint.reviews.models import Review

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)
MARLBECK = next(group for group in CAST.partnerships if group.name == "Marlbeck Partnership")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
)
def test_the_demonstration_is_planned_in_the_browser(
    new_page: Callable[..., Page], time_machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    time_machine.move_to(NOW, tick=True)
    monkeypatch.setattr(scenery, "CAST", dataclasses.replace(CAST, partnerships=(MARLBECK,)))
    scenery.build(at=NOW, say=lambda _words: None)
    problems: list[str] = []

    def at_a_desk(place: int, person: int) -> Visitor:
        email = MARLBECK.schools[place].person(person).email
        return Visitor(new_page(Account.objects.get(email=email)), problems)

    cycle = Cycle.objects.get(name="Second cycle")
    lead = at_a_desk(0, 0).opens("/").follows("Teams and dates").reads("Propose dates and teams")
    _pins_a_lead(lead, cycle)
    lead.opens(f"/cycles/{cycle.pk}/schedule/").presses("Propose dates and teams").reads("Every seat is filled.")
    lead.follows("Map").follows("Calendar").follows("Table")
    lead.follows("Why, and who else")
    lead.page.go_back()
    lead.follows("What would change for whom").reads("a review is planned for").presses("Publish")
    if lead.page.get_by_label("Why go on all the same?").count():
        lead.writes("Why go on all the same?", "Agreed at the heads' meeting").presses("Publish")
    lead.reads("Published.")
    assert Review.objects.filter(cycle=cycle).count() == 6
    _somebody_declines_and_the_lead_mends_it(lead, cycle, new_page, problems)
    assert problems == [], "\n".join(problems)


def _pins_a_lead(lead: Visitor, cycle: Cycle) -> None:
    """Refused by name for the own school; another is kept."""
    host, other = MARLBECK.schools[1], MARLBECK.schools[2]
    lead.opens(f"/cycles/{cycle.pk}/schedule/pins/").follows(f"Settle {host.name}")
    lead.ticks("This person leads").chooses("Who?", f"{host.names[0]}, {host.name}").presses("Settle it")
    lead.reads("it is their own school")
    lead.chooses("Who?", f"{other.names[0]}, {other.name}")
    lead.presses("Settle it").reads("Settled.", other.names[0])


def _somebody_declines_and_the_lead_mends_it(
    lead: Visitor, cycle: Cycle, new_page: Callable[..., Page], problems: list[str]
) -> None:
    asked = Invitation.objects.filter(role="reviewer").select_related("person", "review__host").first()
    assert asked is not None
    person = (
        Visitor(new_page(asked.person), problems).opens("/").opens("/invitations/").opens(f"/invitations/{asked.pk}/")
    )
    person.writes("Why can't you come?", "My daughter's wedding").presses("I can't come").reads(
        "Thank you for saying so."
    )
    lead.opens(f"/cycles/{cycle.pk}/schedule/gaps/").reads(asked.review.host.name, "My daughter's wedding")
    lead.follows("Who could step in")
    lead.page.go_back()
    lead.presses("Mend it for me").reads("A draft of dates and teams", "Every seat is filled.")
    lead.follows("What would change for whom").presses("Publish")
    if lead.page.get_by_label("Why go on all the same?").count():
        lead.writes("Why go on all the same?", "Somebody can't come").presses("Publish")
    lead.reads("Published.")
    lead.opens(f"/cycles/{cycle.pk}/schedule/fairness/").opens(f"/cycles/{cycle.pk}/schedule/people/")


@pytest.mark.django_db
def test_a_cycle_is_planned_by_calls(time_machine: Any, at: dt.datetime) -> None:
    time_machine.move_to(at)
    group, call = made.placed(5), Caller()
    cycle_id, lead, school = group.cycle.pk, group.lead, group.schools[0]
    person = group.leaders[2]
    call(
        lead, "allocation.say_readiness", cycle_id=cycle_id, person_id=person.pk, days_off=[4], most_reviews=2,
    )  # fmt: skip
    call(
        lead, "allocation.say_absence", cycle_id=cycle_id, person_id=person.pk, starts_on="2027-02-01",
        ends_on="2027-02-12", reason="A course",
    )  # fmt: skip
    call(
        group.heads[0], "allocation.say_absence", status=403, cycle_id=cycle_id, person_id=person.pk,
        starts_on="2027-02-01", ends_on="2027-02-12",
    )  # fmt: skip
    call(
        lead, "programmes.add_school_days", cycle_id=cycle_id, school_id=school.pk, kind="inset",
        starts_on="2027-02-01", ends_on="2027-02-01",
    )  # fmt: skip
    pin = call(lead, "allocation.pin", cycle_id=cycle_id, school_id=school.pk, kind="date", starts_on="2027-03-09")[
        "id"
    ]
    refused = call(
        lead, "allocation.pin", status=403, cycle_id=cycle_id, school_id=school.pk, kind="lead",
        person_id=group.heads[0].pk,
    )  # fmt: skip
    assert "own school" in str(refused)
    options = {"visit_days": 2, "team_size": 3}
    schedule_id = call(lead, "allocation.propose", cycle_id=cycle_id, options=options, seconds=2)["id"]
    assert call(lead, "allocation.schedule", schedule_id=schedule_id)["state"] == "waiting"
    searching.run(schedule_id=Schedule.objects.get().pk, now=clock.now)
    draft = call(lead, "allocation.schedule", schedule_id=schedule_id)
    assert draft["state"] == "draft"
    assert len(draft["plan"]) == 5
    booking = next(row for row in draft["plan"] if row["school_id"] == str(school.pk))
    assert booking["starts_on"] == "2027-03-09"
    call(lead, "allocation.publish", schedule_id=schedule_id, version=draft["version"], reason="Agreed by all heads")
    row = Invitation.objects.filter(role="reviewer").select_related("person").first()
    assert row is not None
    mine = call(row.person, "allocation.invitations")
    assert str(row.pk) in {one["id"] for one in mine}
    call(row.person, "allocation.decline", invitation_id=row.pk, reason="My own inspection")
    board = call(lead, "allocation.gaps", cycle_id=cycle_id)
    assert [gap["reason"] for gap in board["declined"]] == ["My own inspection"]
    call(group.heads[1], "allocation.gaps", status=403, cycle_id=cycle_id)
    call(lead, "allocation.repair", cycle_id=cycle_id, options={**options, "notice_days": 1}, seconds=2)
    call(lead, "allocation.unpin", cycle_id=cycle_id, pin_id=pin)
    assert sum(one["given"] for one in call(lead, "allocation.fairness", cycle_id=cycle_id)) > 0
