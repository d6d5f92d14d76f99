"""Stages are done, and not done after all."""

import dataclasses
import datetime as dt

import pytest
from tests.factories.reviews import review, whole

from trigpoint.kernel import events
from trigpoint.kernel.errors import Refused
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.pieces import Condition
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.actions import stages as act
from trigpoint.reviews.events import StageCompleted
from trigpoint.reviews.models import Stage
from trigpoint.reviews.queries.stages import next_step, stages
from trigpoint.reviews.rules import conditions

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> list[StageCompleted]:
    heard: list[StageCompleted] = []
    events.subscribe(StageCompleted)(heard.append)
    yield heard
    events._receivers[StageCompleted].remove(heard.append)


def test_the_first_stage_begins_the_review(at: dt.datetime, told: list[StageCompleted]) -> None:
    made = review()
    act.complete(actor=None, at=at, review=made, kind=StageKind.SELF_EVALUATION)
    made.refresh_from_db()
    assert made.state == "under_way"
    assert [event.kind for event in told] == ["self_evaluation"]
    assert next_step(stages(made)).kind == StageKind.DATA_PACK


def test_done_twice_is_done_once(at: dt.datetime, told: list[StageCompleted]) -> None:
    one = whole()
    for actor in (one.host_head, one.host_leader):
        act.complete(actor=actor, at=at, review=one.review, kind=StageKind.SELF_EVALUATION)
    assert len(told) == 1
    assert one.review.stages.get(kind="self_evaluation").done_by == one.host_head


def test_reopened(at: dt.datetime) -> None:
    made = review(done=["self_evaluation"])
    act.reopen(actor=None, at=at, review=made, kind=StageKind.SELF_EVALUATION)
    assert not stages(made)[0].is_done


def test_late_after_its_last_day(at: dt.datetime) -> None:
    steps = {step.kind: step for step in stages(review())}
    assert steps["meeting_1"].is_late(at.date())
    assert not steps["visit"].is_late(at.date())
    assert steps["visit"].is_late(at.date() + dt.timedelta(days=1))


@pytest.mark.parametrize("kind", [StageKind.MEETING_2, StageKind.VISIT])
def test_g4_a_team_that_is_not_whole_is_not_briefed_and_does_not_visit(at: dt.datetime, kind: str) -> None:
    one = whole(team=False)
    with pytest.raises(Refused, match="Nobody leads this team yet"):
        act.complete(actor=one.partnership_lead, at=at, review=one.review, kind=kind)


def test_one_of_several_stages_of_a_kind(at: dt.datetime) -> None:
    made = review()
    Stage.objects.create(review=made, key="again", kind="visit", order=90, due_on=at.date())
    act.complete(actor=None, at=at, review=made, kind=StageKind.VISIT, key="visit")
    assert not made.stages.get(key="again").done_at
    act.reopen(actor=None, at=at, review=made, kind=StageKind.VISIT, key="again")
    assert made.stages.get(key="visit").done_at


def test_what_the_model_asks_for_comes_first(at: dt.datetime) -> None:
    made = whole()
    stage = definition(made.review.review_model_id).stage_by_key["profile"]
    asked = dataclasses.replace(
        stage, entry=(Condition.parse("done:visit"),), exit=(Condition.parse("signed:agreements"),)
    )
    answer = conditions.may_begin(made.review, asked, on=at.date())
    assert "Visit" in answer.reason
    act.complete(actor=None, at=at, review=made.review, kind=StageKind.VISIT)
    assert conditions.may_complete(made.review, asked, on=at.date())


def test_signatures_may_be_asked_for(at: dt.datetime) -> None:
    made = whole(signed=False)
    stage = definition(made.review.review_model_id).stage_by_key["visit"]
    asked = dataclasses.replace(stage, entry=(Condition.parse("signed:agreements"), Condition.parse("team:whole")))
    assert "Hawthorn Vale School" in conditions.may_begin(made.review, asked, on=at.date()).reason
