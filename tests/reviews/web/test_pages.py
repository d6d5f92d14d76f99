"""The pages about dates and teams: who opens them, what they say, and that nothing typed is lost."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.factories.programmes import partnership
from tests.factories.reviews import Whole, review, seat, whole
from tests.sign_in import SignIn, signed_in

from trigpoint.messaging.models import Mail
from trigpoint.reviews.actions import conflicts
from trigpoint.reviews.models import Conflict, Override, Review
from trigpoint.reviews.queries.team import members

pytestmark = pytest.mark.django_db

FIRST_DAY = {"visit_starts_on-day": "24", "visit_starts_on-month": "2", "visit_starts_on-year": "2027"}
DATES = {**FIRST_DAY, "visit_days": "2"}
EVERYBODY = (
    *("host_head", "host_leader", "host_staff", "governor", "host_champion", "lead", "reviewer", "facilitator"),
    *("partnership_lead", "programme_staff", "associate", "evaluator"),
)


@pytest.fixture(autouse=True)
def _now(at: dt.datetime) -> Iterator[None]:
    with time_machine.travel(at, tick=False):
        yield


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def page(name: str, *args: Any) -> str:
    return reverse(f"reviews:{name}", args=args)


@pytest.mark.parametrize("name", ["review", "expect", "team"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_who_plays_a_part_opens_it(who: str, name: str, sign_in: SignIn) -> None:
    one = whole()
    assert sign_in(getattr(one, who)).get(page(name, one.review.pk)).status_code == 200


@pytest.mark.parametrize(
    "name", ["review", "expect", "team", "move_dates", "check_moved", "postpone", "resume", "cancel", "close"]
)
def test_to_anybody_else_it_does_not_exist(name: str, sign_in: SignIn) -> None:
    one, other = whole(), whole()
    assert sign_in(one.stranger).get(page(name, one.review.pk)).status_code == 404
    assert sign_in(other.partnership_lead, Client()).get(page(name, one.review.pk)).status_code == 404


@pytest.mark.parametrize("name", ["move_dates", "check_moved", "postpone", "cancel"])
@pytest.mark.parametrize("who", [name for name in EVERYBODY if name != "partnership_lead"])
def test_only_the_partnership_lead_changes_it(who: str, name: str, sign_in: SignIn) -> None:
    one = whole()
    assert sign_in(getattr(one, who)).get(page(name, one.review.pk)).status_code == 403


def test_the_overview_says_where_one_is(sign_in: SignIn) -> None:
    one = whole(state="under_way", done=["self_evaluation", "data_pack", "meeting_1", "meeting_2"])
    said = text(sign_in(one.lead).get(page("review", one.review.pk)))
    assert "Visit 13 and 14 January · led by you, with Daniel Osei and Megan Hughes" in said
    assert "today, 14 Jan" in said
    assert "Next for you" in said
    assert "Keep the timetable, and see where the evidence is thin." in said
    assert "Seen by the review team only, until the profile" in said
    assert "14 January 2027</strong>, today." in said
    assert f'href="{page("timetable", one.review.pk)}">Timetable</a> ·' in said
    assert "Change its dates" not in said


def test_the_host_sees_who_has_looked(sign_in: SignIn) -> None:
    one = whole()
    assert "Who has looked" in text(sign_in(one.host_head).get(page("review", one.review.pk)))
    assert "Who has looked" not in text(sign_in(one.lead, Client()).get(page("review", one.review.pk)))


def test_each_reads_what_to_expect_in_their_own_part(sign_in: SignIn) -> None:
    one = whole()
    staff = text(sign_in(one.host_staff).get(page("expect", one.review.pk)))
    assert "nobody is graded" in staff
    assert "Check the facts" not in staff
    evaluator = text(sign_in(one.evaluator, Client()).get(page("expect", one.review.pk)))
    assert "Nothing is asked of you" in evaluator


def test_why_it_was_put_off_is_for_those_who_take_part(sign_in: SignIn) -> None:
    one = whole(state="postponed", state_reason="A burst pipe")
    assert "A burst pipe" in text(sign_in(one.lead).get(page("review", one.review.pk)))
    assert "A burst pipe" not in text(sign_in(one.evaluator, Client()).get(page("review", one.review.pk)))


def test_training_is_seen_by_oneself_and_the_partnership_lead(sign_in: SignIn) -> None:
    one = whole()
    assert text(sign_in(one.reviewer).get(page("team", one.review.pk))).count("trained until") == 1
    assert "trained until" not in text(sign_in(one.host_head, Client()).get(page("team", one.review.pk)))
    assert text(sign_in(one.partnership_lead, Client()).get(page("team", one.review.pk))).count("trained until") == 4


def test_my_reviews(sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one = whole()
    client = sign_in(one.lead)
    said = text(client.get(page("reviews")))
    assert "Hawthorn Vale School" in said
    assert "Lead reviewer" in said
    assert "You take part in no review yet" in text(sign_in(one.stranger, Client()).get(page("reviews")))


@pytest.mark.parametrize("reviews", [1, 3])
def test_lists_ask_as_often_for_one_as_for_three(
    reviews: int, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = whole()
    for school in one.group.schools[1:reviews]:
        seat(review(one.group, host=school), one.reviewer, "reviewer", one.reviewer_school)
    client = sign_in(one.partnership_lead)
    client.get(page("reviews"))
    with django_assert_max_num_queries(8):
        client.get(page("reviews"))
    with django_assert_max_num_queries(18):
        client.get(page("cycle", one.cycle.pk))
    with django_assert_max_num_queries(26):
        client.get(page("team", one.review.pk))
    with django_assert_max_num_queries(12):
        client.get(page("review", one.review.pk))


# The cycle


def test_the_cycle_names_who_is_late(sign_in: SignIn) -> None:
    one = whole()
    answer = sign_in(one.partnership_lead).get(page("cycle", one.cycle.pk))
    said = text(answer)
    assert "1 of 4 schools has dates; 1 is late." in said or "1 of 4 schools have dates; 1 is late." in said
    assert "Self-evaluation was planned for 18 Dec, 27 days ago." in said
    assert "Remind them" in said
    assert "Plan its review" in said
    assert "January 2027" in said


def test_heads_read_the_dates_and_change_nothing(sign_in: SignIn) -> None:
    one = whole()
    said = text(sign_in(one.group.heads[2]).get(page("cycle", one.cycle.pk)))
    assert "Hawthorn Vale School" in said
    assert "Remind them" not in said
    assert "Plan its review" not in said


def test_a_cycle_of_others_does_not_exist(sign_in: SignIn) -> None:
    one, other = whole(), whole()
    client = sign_in(other.partnership_lead)
    assert client.get(page("cycle", one.cycle.pk)).status_code == 404
    assert client.get(page("plan", one.cycle.pk, one.other_school.pk)).status_code == 404


def test_a_month_that_is_none_shows_the_usual_one(sign_in: SignIn) -> None:
    one = whole()
    client = sign_in(one.partnership_lead)
    assert "February 2027" in text(client.get(page("cycle", one.cycle.pk), {"month": "2027-02"}))
    for month in ("x", "2027-13", "0001-01", "9999-12"):
        assert "January 2027" in text(client.get(page("cycle", one.cycle.pk), {"month": month}))


def test_one_click_reminds_once(sign_in: SignIn) -> None:
    one = whole()
    client = sign_in(one.partnership_lead)
    for _click in range(2):
        answer = client.post(page("remind", one.review.pk), {"stage": "self_evaluation"}, follow=True)
    assert "Tomos Prydderch will get a mail with the date." in text(answer)
    mail = Mail.objects.get(to=one.host_head.email)
    assert mail.subject == "A reminder from your partnership lead"
    assert "Hawthorn" not in mail.subject
    assert "was planned for Friday 18 December" in mail.text


def test_a_reminder_of_nothing_is_answered_kindly(sign_in: SignIn) -> None:
    one = whole(done=["self_evaluation"])
    client = sign_in(one.partnership_lead)
    assert client.post(page("remind", one.review.pk), {"stage": "self_evaluation"}).status_code == 403
    assert client.post(page("remind", one.review.pk), {"stage": "nothing"}).status_code == 422
    assert client.get(page("remind", one.review.pk)).status_code == 405


# Planning


def test_a_review_is_planned_in_the_page(sign_in: SignIn) -> None:
    group = partnership(3)
    client = sign_in(group.lead)
    address = page("plan", group.cycle.pk, group.schools[0].pk)
    assert "Early May bank holiday" in text(client.get(address))
    answer = client.post(address, DATES)
    made = Review.objects.get()
    assert answer["Location"] == page("team", made.pk)
    assert made.visit_ends_on == dt.date(2027, 2, 25)


def test_wrong_dates_keep_what_was_typed(sign_in: SignIn) -> None:
    group = partnership(3)
    client = sign_in(group.lead)
    address = page("plan", group.cycle.pk, group.schools[0].pk)
    answer = client.post(address, {**DATES, "visit_starts_on-day": "31"})
    assert answer.status_code == 422
    assert "There is no such date" in text(answer)
    workshop = {"workshop-day": "20", "workshop-month": "2", "workshop-year": "2027"}
    answer = client.post(address, {**DATES, **workshop})
    assert answer.status_code == 422
    assert "can&#x27;t be before" in text(answer) or "can't be before" in text(answer)
    assert 'value="20"' in text(answer)


def test_a_soft_guard_asks_and_goes_through(sign_in: SignIn) -> None:
    group = partnership(3)
    client = sign_in(group.lead)
    address = page("plan", group.cycle.pk, group.schools[0].pk)
    holiday = {**DATES, "visit_starts_on-day": "17"}
    answer = client.post(address, holiday)
    assert answer.status_code == 403
    assert "School holiday" in text(answer)
    assert "Why go on all the same?" in text(answer)
    client.post(address, {**holiday, "reason": "Open that week"})
    assert {override.reason for override in Override.objects.all()} == {"Open that week"}


def test_planned_in_two_tabs(sign_in: SignIn) -> None:
    group = partnership(3)
    client = sign_in(group.lead)
    address = page("plan", group.cycle.pk, group.schools[0].pk)
    client.post(address, DATES)
    answer = client.post(address, {**DATES, "visit_starts_on-month": "3"})
    assert answer.status_code == 422
    assert "has a review in this cycle already" in text(answer)
    assert Review.objects.count() == 1


def test_dates_are_talked_over_as_they_are_typed(sign_in: SignIn) -> None:
    group = partnership(3)
    client = sign_in(group.lead)
    address = page("check", group.cycle.pk, group.schools[0].pk)
    said = text(client.get(address, {**DATES, "visit_starts_on-day": "17"}, headers={"HX-Request": "true"}))
    assert "School holiday" in said
    assert "The other dates would be" in said
    assert "Nothing speaks" not in text(client.get(address, {}))
    assert "within the cycle" in text(client.get(address, {**DATES, "visit_starts_on-year": "2031"}))
    assert not Review.objects.exists()


def test_dates_moved_in_two_tabs_are_both_shown(sign_in: SignIn) -> None:
    one = whole(visit_starts_on=dt.date(2027, 2, 24))
    client = sign_in(one.partnership_lead)
    address = page("move_dates", one.review.pk)
    assert client.post(address, {**DATES, "visit_starts_on-day": "3", "visit_starts_on-month": "3", "version": "1"})
    answer = client.post(address, {**DATES, "visit_days": "1", "version": "1"})
    assert answer.status_code == 409
    assert "Nothing is lost" in text(answer)
    one.review.refresh_from_db()
    assert one.review.visit_starts_on == dt.date(2027, 3, 3)


def test_dates_left_as_they_are_move_with_the_visit(sign_in: SignIn) -> None:
    one = whole(visit_starts_on=dt.date(2027, 2, 24))
    client = sign_in(one.partnership_lead)
    before = dict(one.review.stages.values_list("key", "due_on"))
    typed = {"version": "1", "visit_days": "2", "visit_starts_on": "2027-03-03"}
    as_they_are = {key: day.isoformat() for key, day in before.items()}
    said = text(client.get(page("check_moved", one.review.pk), {**as_they_are, **typed}))
    assert "Workshop: Wednesday 10 March 2027" in said
    client.post(page("move_dates", one.review.pk), {**as_they_are, **typed, "plan": "2027-03-19"})
    after = dict(one.review.stages.values_list("key", "due_on"))
    assert after["workshop"] == before["workshop"] + dt.timedelta(weeks=1)
    assert after["plan"] == dt.date(2027, 3, 19)


def test_put_off_taken_up_called_off_closed(sign_in: SignIn) -> None:
    one = whole()
    client = sign_in(one.partnership_lead)
    assert client.post(page("postpone", one.review.pk), {"reason": ""}).status_code == 422
    client.post(page("postpone", one.review.pk), {"reason": "A burst pipe"})
    one.review.refresh_from_db()
    assert one.review.state == "postponed"
    assert client.post(page("resume", one.review.pk))["Location"] == page("move_dates", one.review.pk)
    assert client.post(page("cancel", one.review.pk), {"reason": "The school closes"}).status_code == 302
    assert client.get(page("cancel", one.review.pk)).status_code == 403
    two = whole(state="under_way")
    head = sign_in(two.host_head, Client())
    assert "Not done yet, and no longer possible then: Self-evaluation, " in text(
        head.get(page("close", two.review.pk))
    )
    answer = head.post(page("close", two.review.pk))
    assert answer.status_code == 403
    assert "Why go on all the same?" in text(answer)
    assert head.post(page("close", two.review.pk), {"reason": "Nobody answered"}).status_code == 302


# The team


def choose(client: Client, one: Whole, person: Any, role: str, **more: str) -> Any:
    return client.post(page("team", one.review.pk), {"person": str(person.pk), "role": role, **more})


def test_candidates_stand_with_what_each_choice_breaks(sign_in: SignIn) -> None:
    one = whole(team=False)
    conflicts.declare(actor=one.reviewer, at=dt.datetime.now(dt.UTC), school=one.host)
    client = sign_in(one.partnership_lead)
    said = text(client.get(page("team", one.review.pk), {"role": "reviewer"}))
    assert "A team needs at least 2 people; this one has 0." in said
    assert "Nobody leads this team yet." in said
    assert "Daniel Osei has declared that they can" in said
    assert "Tomos Prydderch belongs to Hawthorn Vale School" in said
    assert "No training for this is recorded for" in said
    fragment = client.get(page("team", one.review.pk), {"role": "facilitator"}, headers={"HX-Request": "true"})
    assert "<html" not in text(fragment)


def test_a_seat_is_given_in_the_page(sign_in: SignIn) -> None:
    one = whole(team=False)
    client = sign_in(one.partnership_lead)
    assert choose(client, one, one.lead, "lead_reviewer").status_code == 302
    refused = choose(client, one, one.host_leader, "reviewer")
    assert refused.status_code == 403
    assert "nobody reviews their own school" in text(refused)
    assert choose(client, one, one.facilitator, "reviewer").status_code == 403  # trained for something else
    assert choose(client, one, one.facilitator, "reviewer", reason="Shadowing").status_code == 302
    assert choose(client, one, one.stranger, "reviewer").status_code == 422
    seats = members(one.review, on=dt.date(2027, 1, 14))
    assert [(seat.name, seat.role) for seat in seats] == [
        ("Amira Okafor", "lead_reviewer"),
        ("Sioned Ellis", "reviewer"),
    ]
    assert "“Shadowing”" in text(client.get(page("team", one.review.pk)))


def test_a_seat_is_taken_away(sign_in: SignIn) -> None:
    one = whole()
    client = sign_in(one.partnership_lead)
    given = {"person": str(one.reviewer.pk), "role": "reviewer"}
    assert client.post(page("release", one.review.pk), given).status_code == 302
    assert client.post(page("release", one.review.pk), given).status_code == 404
    assert sign_in(one.reviewer, Client()).get(page("review", one.review.pk)).status_code == 404
    assert signed_in(Client(), one.lead).post(page("release", one.review.pk), given).status_code == 403


def test_only_the_partnership_lead_gives_seats(sign_in: SignIn) -> None:
    one = whole(team=False)
    assert choose(sign_in(one.host_head), one, one.lead, "lead_reviewer").status_code == 403


# Schools that one can't review


def test_what_one_cannot_review_is_said_and_taken_back(sign_in: SignIn) -> None:
    one = whole()
    client = sign_in(one.reviewer)
    assert client.get(page("conflicts")).status_code == 200
    client.post(page("conflicts"), {"school": str(one.host.pk)})
    client.post(page("conflicts"), {"school": str(one.host.pk)})
    assert Conflict.objects.filter(person=one.reviewer, school=one.host).count() == 1
    other = sign_in(one.lead, Client())
    assert other.post(page("withdraw_conflict"), {"school": str(one.host.pk)}).status_code == 404
    assert client.post(page("withdraw_conflict"), {"school": str(one.host.pk)}).status_code == 302
    assert not Conflict.objects.filter(withdrawn_on=None).exists()
    assert client.post(page("conflicts"), {"school": str(whole().host.pk)}).status_code == 422
