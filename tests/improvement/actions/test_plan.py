"""Write, agree and follow a plan."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from tests.factories import improvement
from tests.factories.programmes import partnership
from tests.factories.reviews import whole

from trigpoint.improvement import actions
from trigpoint.improvement.models import PlannedAction
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.programmes.models import Priority
from trigpoint.reviews.models import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("missing", "value"), [("owner", " "), ("due_on", None), ("measure", "")])
def test_g16_an_action_needs_owner_date_and_measure(at: dt.datetime, missing: str, value: object) -> None:
    people = whole()
    made = improvement.plan(people, at)
    with pytest.raises(Unacceptable) as refusal:
        improvement.planned(people, at, made, **{missing: value})
    assert set(refusal.value.errors) == {missing}
    assert PlannedAction.objects.count() == 0


def test_g16_stands_in_the_database_too(at: dt.datetime) -> None:
    people = whole()
    row = improvement.planned(people, at, improvement.plan(people, at))
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedAction.objects.filter(pk=row.pk).update(owner="")


def test_g14_a_plan_is_not_agreed_before_it_says_who_is_told(at: dt.datetime) -> None:
    people = whole(state="under_way")
    made = improvement.plan(people, at)
    improvement.planned(people, at, made)
    with pytest.raises(Refused, match="who will be told") as refusal:
        actions.plan.agree(actor=people.host_head, at=at, plan=made)
    assert refusal.value.guard == "G14"
    actions.plan.add_telling(actor=people.host_head, at=at, plan=made, audience="Staff", what="the whole profile")
    actions.plan.agree(actor=people.host_head, at=at, plan=made)
    assert (made.state, made.agreed_by, made.agreed_at) == ("agreed", people.host_head, at)
    assert Stage.objects.get(review=people.review, kind="plan").done_at == at


@pytest.mark.parametrize("who", ["host_leader", "host_champion", "facilitator", "lead", "governor", "stranger"])
def test_only_the_head_agrees(at: dt.datetime, who: str) -> None:
    people = whole()
    made = improvement.plan(people, at)
    with pytest.raises(Refused):
        actions.plan.agree(actor=getattr(people, who), at=at, plan=made)


def test_the_facilitator_writes_until_it_is_agreed(at: dt.datetime) -> None:
    people = whole()
    made = improvement.plan(people, at)
    row = actions.plan.add_action(actor=people.facilitator, at=at, plan=made, **improvement.WHOLE_ACTION)
    actions.plan.add_telling(actor=people.host_head, at=at, plan=made, audience="Staff", what="the whole profile")
    actions.plan.agree(actor=people.host_head, at=at, plan=made)
    with pytest.raises(Refused, match="has been agreed"):
        actions.plan.add_action(actor=people.facilitator, at=at, plan=made, **improvement.WHOLE_ACTION)
    changed = {**improvement.WHOLE_ACTION, "target": "80%"}
    actions.plan.change_action(actor=people.host_champion, at=at, planned=row, version=1, **changed)
    row.refresh_from_db()
    assert (row.target, row.version) == ("80%", 2)


def test_two_tabs_never_overwrite_an_action(at: dt.datetime) -> None:
    people = whole()
    row = improvement.planned(people, at, improvement.plan(people, at))
    first = {**improvement.WHOLE_ACTION, "target": "80%"}
    actions.plan.change_action(actor=people.host_head, at=at, planned=row, version=1, **first)
    second = {**improvement.WHOLE_ACTION, "target": "90%"}
    with pytest.raises(Stale) as refusal:
        actions.plan.change_action(actor=people.host_leader, at=at, planned=row, version=1, **second)
    assert refusal.value.current["target"] == "80%"


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"aspect": "ZZ9"}, "aspect"),
        ({"issue": ""}, "issue"),
        ({"text": " "}, "text"),
        ({"starts_on": dt.date(2027, 6, 1)}, "due_on"),
        ({"support": "wider"}, "support_text"),
        ({"support": "money"}, "support"),
        ({"priority_id": uuid.uuid4()}, "priority_id"),
        ({"partner_id": uuid.uuid4()}, "partner_id"),
    ],
)
def test_what_can_not_be_taken_is_named_by_field(at: dt.datetime, over: dict[str, object], field: str) -> None:
    people = whole()
    with pytest.raises(Unacceptable) as refusal:
        improvement.planned(people, at, improvement.plan(people, at), **over)
    assert set(refusal.value.errors) == {field}


def test_an_action_may_serve_a_priority_of_the_programme_but_not_of_another(at: dt.datetime) -> None:
    people = whole()
    made = improvement.plan(people, at)
    ours = Priority.objects.create(programme=people.programme, text="The gap in core subjects")
    theirs = Priority.objects.create(programme=partnership(3).programme, text="Attendance")
    assert improvement.planned(people, at, made, priority_id=ours.pk).priority == ours
    with pytest.raises(Unacceptable):
        improvement.planned(people, at, made, priority_id=theirs.pk)


def test_progress_comes_after_agreement_with_the_figure_that_shows_it(at: dt.datetime) -> None:
    people = whole()
    made = improvement.plan(people, at)
    row = improvement.planned(people, at, made, owner_person_id=people.host_staff.pk)
    with pytest.raises(Refused, match="still being written"):
        actions.plan.report_progress(actor=people.host_staff, at=at, planned=row, version=1, progress="under_way")
    actions.plan.add_telling(actor=people.host_head, at=at, plan=made, audience="Staff", what="the whole profile")
    actions.plan.agree(actor=people.host_head, at=at, plan=made)
    row.refresh_from_db()
    with pytest.raises(Unacceptable) as refusal:
        actions.plan.report_progress(actor=people.host_staff, at=at, planned=row, version=1, progress="met")
    assert set(refusal.value.errors) == {"latest"}
    actions.plan.report_progress(actor=people.host_staff, at=at, planned=row, version=1, progress="met", latest="78%")
    row.refresh_from_db()
    assert (row.progress, row.latest, row.latest_on) == ("met", "78%", at.date())


@pytest.mark.parametrize("who", ["lead", "facilitator", "governor", "partnership_lead", "stranger"])
def test_progress_is_reported_by_the_school(at: dt.datetime, who: str) -> None:
    people = whole()
    improvement.agreed(people, at)
    row = PlannedAction.objects.get()
    with pytest.raises(Refused):
        actions.plan.report_progress(actor=getattr(people, who), at=at, planned=row, version=1, progress="under_way")


def test_a_text_longer_than_its_column_is_refused_with_its_length(at: dt.datetime) -> None:
    people = whole()
    with pytest.raises(Unacceptable, match="has 2000000") as refusal:
        improvement.planned(people, at, improvement.plan(people, at), text="x" * 2_000_000)
    assert set(refusal.value.errors) == {"text"}


def test_the_impact_review_waits_for_a_word_on_every_action(at: dt.datetime) -> None:
    people = whole(state="under_way")
    made = improvement.agreed(people, at)
    with pytest.raises(Refused, match="Pre-teach six words"):
        actions.plan.record_impact_review(actor=people.host_champion, at=at, plan=made)
    row = PlannedAction.objects.get()
    actions.plan.report_progress(
        actor=people.host_champion, at=at, planned=row, version=1, progress="not_met", latest="64%"
    )
    with pytest.raises(Refused):
        actions.plan.record_impact_review(actor=people.lead, at=at, plan=made)
    actions.plan.record_impact_review(actor=people.host_champion, at=at, plan=made)
    assert Stage.objects.get(review=people.review, kind="impact_review").done_at == at
