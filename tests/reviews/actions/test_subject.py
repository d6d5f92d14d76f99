"""What is reviewed: a school, a trust with its sites, a subject; stages in strands, left out, and in school days."""

import datetime as dt
from typing import Any

import pytest
from tests.factories.models import model
from tests.factories.organisations import SchoolFactory, central_office, trust
from tests.factories.people import hats
from tests.factories.programmes import Group, partnership, programme
from tests.factories.reviews import review

from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.organisations.models import School
from trigpoint.programmes.models import ReviewModel
from trigpoint.reviews.actions import planning, shaping
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import cycle, subject

pytestmark = pytest.mark.django_db

WEDNESDAY = dt.date(2027, 2, 24)


def group_of(made: ReviewModel, schools: Any = 3) -> Group:
    run = programme()
    run.review_model = made
    run.save()
    return partnership(schools, programme=run)


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


def wrong(group: Group, at: dt.datetime, **given: Any) -> dict[str, list[str]]:
    with pytest.raises(Unacceptable) as caught:
        plan(group, at, **given)
    return caught.value.errors


@pytest.fixture
def heron() -> tuple[School, list[School]]:
    """A trust's central office, and three schools of it."""
    made = trust()
    sites = [SchoolFactory(name=name, trust=made) for name in ("Heron Bank", "Heron Hill", "Heron Mere")]
    return central_office(made), sites


def test_a_trust_is_reviewed_at_some_of_its_schools(at: dt.datetime, heron: tuple[School, list[School]]) -> None:
    office, sites = heron
    group = group_of(model(subject={"kind": "trust", "sites": {"min": 2, "max": 3}}), [office, SchoolFactory()])
    assert "its trust is to be a member" in wrong(group, at, host=group.schools[1])["host"][0]
    assert wrong(group, at)["sites"] == ["Choose 2 to 3 schools that are visited."]
    assert "among the open schools" in wrong(group, at, sites=[sites[0].pk, SchoolFactory().pk])["sites"][0]
    made = plan(group, at, sites=[sites[1].pk, sites[0].pk])
    assert [site.name for site in subject.sites(made)] == ["Heron Bank", "Heron Hill"]
    shaping.shape(actor=group.lead, at=at, review=made, sites=[site.pk for site in sites])
    assert len(subject.sites(made)) == 3


def test_a_trust_is_not_reviewed_as_a_school(at: dt.datetime, heron: tuple[School, list[School]]) -> None:
    group = partnership([heron[0], SchoolFactory()])
    assert "is for schools" in wrong(group, at)["host"][0]
    assert "visits no other schools" in wrong(group, at, host=group.schools[1], sites=[heron[1][0].pk])["sites"][0]


def test_each_subject_of_a_school_has_its_own_review(at: dt.datetime) -> None:
    group = group_of(model(subject={"kind": "subject"}))
    assert "subject_name" in wrong(group, at)
    made = plan(group, at, subject_name=" History ", subject_leader_id=group.leaders[0].pk)
    assert (made.called, made.subject_leader) == (f"History at {group.schools[0].name}", group.leaders[0])
    assert "has a review in this cycle already" in wrong(group, at, subject_name="History")["host"][0]
    assert (
        "of the school"
        in wrong(group, at, subject_name="Art", subject_leader_id=group.heads[1].pk)["subject_leader_id"][0]
    )
    with pytest.raises(Unacceptable):
        shaping.shape(actor=group.lead, at=at, review=made, subject_leader_id=group.heads[1].pk)
    named = shaping.shape(actor=group.lead, at=at, review=made, subject_leader_id=group.champions[0].pk)
    assert named.subject_leader == group.champions[0]
    plan(group, at, subject_name="Music", visit_starts_on=dt.date(2027, 3, 3))
    lines = cycle.overview(hats(group.lead), group.cycle.pk, on=at.date()).lines
    called = [line.review.called for line in lines if line.review]
    assert called == [f"{name} at {group.schools[0].name}" for name in ("History", "Music")]
    assert len(lines) == 4  # two of the first school, and the two others


def test_a_school_is_not_reviewed_by_subject_where_the_model_is_about_schools(at: dt.datetime) -> None:
    assert "subject_name" in wrong(partnership(3), at, subject_name="History")


def test_strands_run_side_by_side(at: dt.datetime) -> None:
    strands = [{"key": "heads", "title": "Heads"}, {"key": "pupils", "title": "Pupils"}]
    record = {"kind": "record", "group": "plan", "owner": "head"}
    made = model(
        strands=strands,
        more=[
            {**record, "key": "brief", "title": "Brief", "strand": "pupils", "offset_days": 100},
            {**record, "key": "talk", "title": "Talk", "strand": "heads", "offset_days": 110, "lasts_days": 20},
            {**record, "key": "field", "title": "Fieldwork", "strand": "pupils", "offset_days": 105},
            {**record, "key": "joint", "title": "Joint review", "offset_days": 131},
        ],
    )
    group = group_of(made)
    planned = plan(group, at)
    days = dict(planned.stages.values_list("key", "due_on"))
    assert days["field"] < days["talk"]  # another strand: nobody waits
    with pytest.raises(Unacceptable) as caught:
        planning.move_dates(
            actor=group.lead, at=at, review=planned, dates={"field": days["brief"] - dt.timedelta(days=1)}
        )
    assert list(caught.value.errors) == ["field"]
    with pytest.raises(Unacceptable) as caught:  # where strands join, both are waited for, the long one to its end
        planning.move_dates(
            actor=group.lead, at=at, review=planned, dates={"joint": days["talk"] + dt.timedelta(days=5)}
        )
    assert "comes after “Talk”" in caught.value.errors["joint"][0]


def test_offsets_in_school_days_skip_holidays(at: dt.datetime) -> None:
    made = model(stages={"meeting_1": {"offset_school_days": -4}, "plan": {"offset_school_days": 10}})
    days = dict(plan(group_of(made), at).stages.values_list("key", "due_on"))
    assert days["meeting_1"] == dt.date(2027, 2, 11)  # four school days before, over half term
    assert days["plan"] == dt.date(2027, 3, 10)


def test_optional_stages_are_left_out_and_come_back(at: dt.datetime) -> None:
    group = group_of(model(stages={"process_feedback": {"optional": True}, "impact_review": {"optional": True}}))
    assert "can't be left out" in wrong(group, at, without=["visit"])["without"][0]
    made = plan(group, at, without=["impact_review"])
    keys = set(made.stages.values_list("key", flat=True))
    assert "impact_review" not in keys
    planning.move_dates(actor=group.lead, at=at, review=made, visit_starts_on=dt.date(2027, 3, 3))
    assert not made.stages.filter(key="impact_review").exists()
    shaping.shape(actor=group.lead, at=at, review=made, without=["process_feedback"])
    assert set(made.stages.values_list("key", flat=True)) == keys - {"process_feedback"} | {"impact_review"}
    read = made.version
    shaping.shape(actor=group.lead, at=at, review=made, without=[], version=read)
    with pytest.raises(Stale) as stale:  # a second tab
        shaping.shape(actor=group.lead, at=at, review=made, without=["impact_review"], version=read)
    assert stale.value.current["with_stages"] == ["process_feedback", "impact_review"]
    made.stages.filter(key="impact_review").update(done_at=at)
    with pytest.raises(Unacceptable, match="is done"):
        shaping.shape(actor=group.lead, at=at, review=made, without=["impact_review"])


def test_a_version_is_for_its_time(at: dt.datetime) -> None:
    group = group_of(model(effective={"until": "2026-08-31"}))
    assert "not in use on this day" in wrong(group, at)["review_model"][0]


def test_a_review_left_as_it_was(at: dt.datetime) -> None:
    """What is planned by the shipped model has none of all this."""
    made = review()
    assert (made.site_ids, made.subject_name, made.called) == ([], "", made.host.name)
    assert subject.sites(made) == ()
