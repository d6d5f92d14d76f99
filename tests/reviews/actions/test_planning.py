"""Dates of a review: planned, moved, put off, called off, closed."""

import datetime as dt
from typing import Any

import pytest
from tests.factories.preparation import evaluated
from tests.factories.programmes import Group, partnership
from tests.factories.reviews import Whole, review, whole

from trigpoint.kernel.errors import NeedsReason, Refused, Stale, Unacceptable
from trigpoint.messaging.models import Mail
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.actions import review_models
from trigpoint.programmes.models import Term
from trigpoint.reviews.actions import pack, planning, stages
from trigpoint.reviews.models import Override, Review
from trigpoint.reviews.queries.parts import visible_to

pytestmark = pytest.mark.django_db

WEDNESDAY = dt.date(2027, 2, 24)  # the first week after half term


def plan(group: Group, at: dt.datetime, **given: Any) -> Review:
    return planning.plan(
        **{
            "actor": group.lead,
            "at": at,
            "cycle": group.cycle,
            "host": group.schools[0],
            "visit_starts_on": WEDNESDAY,
            "visit_days": 2,
            **given,
        }
    )


def move(one: Whole, at: dt.datetime, **given: Any) -> Review:
    return planning.move_dates(**{"actor": one.partnership_lead, "at": at, "review": one.review, **given})


def due(made: Review) -> dict[str, dt.date]:
    return dict(made.stages.values_list("key", "due_on"))


def test_dates_are_proposed_on_school_days(at: dt.datetime) -> None:
    made = plan(partnership(3), at)
    made.refresh_from_db()
    assert (made.visit_starts_on, made.visit_ends_on, made.state) == (WEDNESDAY, dt.date(2027, 2, 25), "planned")
    days = due(made)
    assert days["self_evaluation"] == dt.date(2027, 1, 29)
    assert days["meeting_1"] == dt.date(2027, 2, 12)  # not in half term: the last school day before it
    assert days["feedback"] == dt.date(2027, 2, 25)
    assert days["workshop"] == dt.date(2027, 3, 3)
    assert made.review_model == made.programme.review_model
    assert not Override.objects.exists()


def test_a_retired_model_plans_no_more_reviews_and_keeps_those_that_it_has(at: dt.datetime) -> None:
    group = partnership(3)
    made = plan(group, at)
    review_models.retire(actor=None, at=at, review_model=made.review_model)

    with pytest.raises(Unacceptable, match="review model is retired"):
        plan(group, at, host=group.schools[1])

    planning.move_dates(actor=group.lead, at=at, review=made, visit_starts_on=WEDNESDAY + dt.timedelta(days=7))
    assert made.review_model_id == group.programme.review_model_id


def test_the_head_is_told(at: dt.datetime) -> None:
    group = partnership(3)
    made = plan(group, at)
    mail = Mail.objects.get(to=group.heads[0].email)
    assert mail.subject == "A date in your partnership"
    assert f"/reviews/{made.pk}/" in mail.text
    assert "Wednesday 24 February 2027" in mail.text


def test_only_the_partnership_lead_plans(at: dt.datetime) -> None:
    group = partnership(3)
    for person in (group.heads[0], group.staff, partnership(3).lead):
        with pytest.raises(Refused, match="partnership lead plans"):
            plan(group, at, actor=person)


def test_no_planning_while_the_partnership_rests(at: dt.datetime) -> None:
    with pytest.raises(Refused, match="paused or closed"):
        plan(partnership(3, state="paused"), at)


def test_a_review_is_planned_and_begins_while_the_partnership_forms_and_its_data_wait(at: dt.datetime) -> None:
    assert plan(partnership(3, signed=False), at).partnership.state == "forming"
    one = whole(signed=False)
    planning.begin(actor=one.partnership_lead, at=at, review=one.review)
    assert one.review.state == "under_way"
    evaluated(one, at=at)
    with pytest.raises(Refused) as refusal:
        pack.release(actor=one.host_head, at=at, review=one.review)
    assert refusal.value.guard == "G1"


def test_a_school_has_one_review_a_cycle(at: dt.datetime) -> None:
    group = partnership(3)
    plan(group, at)
    with pytest.raises(Unacceptable, match="has a review in this cycle already, with its visit on Wednesday 24 Feb"):
        plan(group, at, visit_starts_on=dt.date(2027, 4, 21))
    assert Review.objects.count() == 1


def test_a_school_that_is_no_member(at: dt.datetime) -> None:
    with pytest.raises(Unacceptable, match="not a member"):
        plan(partnership(3), at, host=partnership(3).schools[0])


@pytest.mark.parametrize("days", [0, 4, -1, 10**9])
def test_the_length_of_a_visit_is_the_models(at: dt.datetime, days: int) -> None:
    with pytest.raises(Unacceptable, match="at least 1 and at most 3 days"):
        plan(partnership(3), at, visit_days=days)


@pytest.mark.parametrize("day", [dt.date(2026, 8, 31), dt.date(2027, 9, 1), dt.date.max, dt.date.min])
def test_the_visit_is_within_the_cycle(at: dt.datetime, day: dt.date) -> None:
    with pytest.raises(Unacceptable, match="within the cycle, from Tuesday 1 September 2026"):
        plan(partnership(3), at, visit_starts_on=day)


def test_the_workshop_is_not_before_the_visit(at: dt.datetime) -> None:
    with pytest.raises(Unacceptable) as caught:
        plan(partnership(3), at, dates={"workshop": dt.date(2027, 2, 22)})
    assert "can't be before" in caught.value.errors["workshop"][0]


def test_a_stage_that_the_model_has_not(at: dt.datetime) -> None:
    with pytest.raises(Unacceptable) as caught:
        plan(partnership(3), at, dates={"inspection": WEDNESDAY})
    assert list(caught.value.errors) == ["inspection"]


def test_a_visit_in_the_holidays_asks_why(at: dt.datetime) -> None:
    group = partnership(3)
    with pytest.raises(NeedsReason, match="Wednesday 17 February 2027: School holiday"):
        plan(group, at, visit_starts_on=dt.date(2027, 2, 17))
    made = plan(group, at, visit_starts_on=dt.date(2027, 2, 17), reason="The school is open that week")
    assert set(made.overrides.values_list("guard", "reason")) == {("day", "The school is open that week")}


def test_a_bank_holiday_is_named(at: dt.datetime) -> None:
    with pytest.raises(NeedsReason, match="Monday 3 May 2027: Early May bank holiday"):
        plan(partnership(3), at, visit_starts_on=dt.date(2027, 5, 3), visit_days=1)


def test_the_networks_own_terms_count(at: dt.datetime) -> None:
    group = partnership(3)
    for first, last in ((dt.date(2027, 1, 4), dt.date(2027, 4, 1)), (dt.date(2027, 4, 19), dt.date(2027, 7, 20))):
        Term.objects.create(network=group.network, name="Our own", starts_on=first, ends_on=last)
    plan(group, at, visit_starts_on=dt.date(2027, 2, 17))


def test_g12_a_late_workshop_asks_why(at: dt.datetime) -> None:
    group = partnership(3)
    late = {"workshop": dt.date(2027, 3, 10), "plan": dt.date(2027, 3, 17)}
    with pytest.raises(NeedsReason, match="6 days later than the 7") as caught:
        plan(group, at, dates=late)
    assert [b.guard for b in caught.value.breaches] == ["G12"]
    made = plan(group, at, dates=late, reason="The facilitator is away")
    assert list(made.overrides.values_list("guard", "reason", "given_by")) == [
        ("G12", "The facilitator is away", group.lead.pk)
    ]


def test_g12_takes_its_number_from_the_model(at: dt.datetime) -> None:
    group = partnership(3, rules={"workshop": {"within_days": 14}})
    plan(group, at, dates={"workshop": dt.date(2027, 3, 10), "plan": dt.date(2027, 3, 17)})


def test_open_stages_move_with_the_visit(at: dt.datetime) -> None:
    one = whole(visit_starts_on=WEDNESDAY, done=["self_evaluation"])
    before = due(one.review)
    move(one, at, visit_starts_on=WEDNESDAY + dt.timedelta(weeks=1))
    after = due(one.review)
    assert after["self_evaluation"] == before["self_evaluation"]
    assert after["workshop"] == before["workshop"] + dt.timedelta(weeks=1)
    assert after["visit"] == dt.date(2027, 3, 3)


def test_one_date_moves_alone(at: dt.datetime) -> None:
    one = whole(visit_starts_on=WEDNESDAY)
    before = due(one.review)
    move(one, at, dates={"workshop": dt.date(2027, 3, 4)}, reason="half term")
    assert due(one.review) == before | {
        "workshop": dt.date(2027, 3, 4),
        "feedback": one.review.visit_ends_on,
        "team_meeting": one.review.visit_ends_on,
    }


def test_all_who_take_part_learn_of_new_dates(at: dt.datetime) -> None:
    one = whole(visit_starts_on=WEDNESDAY)
    move(one, at, visit_starts_on=WEDNESDAY + dt.timedelta(weeks=1))
    told = set(Mail.objects.values_list("to", flat=True))
    people = (one.host_head, one.lead, one.reviewer, one.second_reviewer, one.facilitator)
    assert told == {person.email for person in people}


def test_two_tabs_do_not_overwrite_each_other(at: dt.datetime) -> None:
    one = whole(visit_starts_on=WEDNESDAY)
    move(one, at, visit_starts_on=dt.date(2027, 3, 3), version=1)
    with pytest.raises(Stale) as caught:
        move(one, at, visit_starts_on=dt.date(2027, 3, 10), version=1)
    assert caught.value.current["visit_starts_on"] == dt.date(2027, 3, 3)
    assert caught.value.current["version"] == 2


def test_a_visit_that_took_place_stays(at: dt.datetime) -> None:
    one = whole(done=["visit"])
    with pytest.raises(Unacceptable, match="has taken place"):
        move(one, at, visit_starts_on=WEDNESDAY)


def test_put_off_and_taken_up_again(at: dt.datetime) -> None:
    one = whole(state="under_way", done=["self_evaluation"])
    with pytest.raises(Unacceptable, match="Say why"):
        planning.postpone(actor=one.partnership_lead, at=at, review=one.review, reason="  ")
    planning.postpone(actor=one.partnership_lead, at=at, review=one.review, reason="A burst pipe")
    one.review.refresh_from_db()
    assert (one.review.state, one.review.state_reason) == ("postponed", "A burst pipe")
    planning.resume(actor=one.partnership_lead, at=at, review=one.review)
    one.review.refresh_from_db()
    assert (one.review.state, one.review.state_reason) == ("under_way", "")


def test_called_off_and_planned_anew(at: dt.datetime) -> None:
    one = whole()
    planning.cancel(actor=one.partnership_lead, at=at, review=one.review, reason="The school closes")
    assert not visible_to(hats_of(one.lead.pk, on=at.date())).exists()
    again = planning.plan(
        actor=one.partnership_lead,
        at=at,
        cycle=one.cycle,
        host=one.host,
        visit_starts_on=WEDNESDAY,
        visit_days=1,
    )
    assert again.pk != one.review.pk


@pytest.mark.parametrize("who", ["host_head", "lead", "programme_staff"])
def test_nobody_else_moves_puts_off_or_calls_off(at: dt.datetime, who: str) -> None:
    one = whole()
    person = getattr(one, who)
    for refused in (
        lambda: planning.move_dates(actor=person, at=at, review=one.review, visit_days=1),
        lambda: planning.postpone(actor=person, at=at, review=one.review, reason="x"),
        lambda: planning.cancel(actor=person, at=at, review=one.review, reason="x"),
        lambda: planning.begin(actor=person, at=at, review=one.review),
    ):
        with pytest.raises(Refused):
            refused()


def test_g15_closing_asks_for_the_process_feedback(at: dt.datetime) -> None:
    one = whole(state="under_way")
    with pytest.raises(NeedsReason, match="how the process went") as caught:
        planning.close(actor=one.host_head, at=at, review=one.review)
    assert [b.guard for b in caught.value.breaches] == ["G15"]
    planning.close(actor=one.host_head, at=at, review=one.review, reason="Asked twice, no answer")
    one.review.refresh_from_db()
    assert one.review.state == "closed"
    assert list(one.review.overrides.values_list("guard", "reason")) == [("G15", "Asked twice, no answer")]


def test_closing_after_the_feedback_asks_nothing(at: dt.datetime) -> None:
    one = whole(state="under_way")
    stages.complete(actor=one.host_head, at=at, review=one.review, kind="process_feedback")
    planning.close(actor=one.host_head, at=at, review=one.review)
    assert not one.review.overrides.exists()


def test_what_is_over_stays_as_it_is(at: dt.datetime) -> None:
    one = whole(state="closed")
    with pytest.raises(Refused, match="is over"):
        move(one, at, visit_days=1)


def test_a_plan_by_nobody_asks_nobody(at: dt.datetime) -> None:
    group = partnership(3)
    made = plan(group, at, actor=None, visit_starts_on=dt.date(2027, 2, 17))
    assert review(group, host=group.schools[1]).cycle == made.cycle


@pytest.mark.parametrize("day", [dt.date.max, dt.date.min, dt.date(2029, 1, 1)])
def test_a_date_beyond_reason_is_answered(at: dt.datetime, day: dt.date) -> None:
    with pytest.raises(Unacceptable) as caught:
        plan(partnership(3), at, dates={"impact_review": day})
    assert "more than a year and a half away" in caught.value.errors["impact_review"][0]


@pytest.mark.parametrize("reason", ["x" * 2_000_000, "a \0 in it"])
def test_a_reason_that_cannot_be_kept_is_answered(at: dt.datetime, reason: str) -> None:
    with pytest.raises(Unacceptable) as caught:
        plan(partnership(3), at, visit_starts_on=dt.date(2027, 2, 17), reason=reason)
    assert list(caught.value.errors) == ["reason"]
    assert not Review.objects.exists()
