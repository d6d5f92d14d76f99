"""Forms are written by several, sent in, opened again; a stage of forms is done with the last of them."""

import datetime as dt

import pytest
from tests.factories.proformas import sent_story, with_forms
from tests.factories.reviews import Whole

from trigpoint.kernel.errors import Missing, Refused, Stale, Unacceptable
from trigpoint.proformas.actions import sheets
from trigpoint.proformas.models import Answer, Sheet
from trigpoint.proformas.queries import printed
from trigpoint.reviews.models import Focus

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Whole:
    return with_forms()


def _done(people: Whole, stage: str) -> bool:
    return people.review.stages.get(key=stage).done_at is not None


def test_two_people_write_two_fields_and_never_collide(people: Whole, at: dt.datetime) -> None:
    by = {"at": at, "review": people.review, "form": "story"}
    sheets.save(**by, actor=people.host_head, answers={"story": "Mine"})
    sheets.save(**by, actor=people.host_leader, answers={"proud_of": "Our choir\nOur garden"})
    held = {row.field: row.value for row in Answer.objects.all()}
    assert held == {"story": "Mine", "proud_of": ["Our choir", "Our garden"]}
    with pytest.raises(Stale, match="Tomos Prydderch saved this") as stale:
        sheets.save(**by, actor=people.host_leader, answers={"story": "Other"}, versions={"story": 0})
    assert stale.value.current["story"] == "Mine"
    sheets.save(**by, actor=people.host_leader, answers={"story": "Other"}, versions={"story": 1})
    assert Answer.objects.get(field="story").version == 2


def test_saving_what_stands_there_already_changes_nothing(people: Whole, at: dt.datetime) -> None:
    by = {"at": at, "review": people.review, "form": "story", "answers": {"story": "Mine"}}
    sheets.save(**by, actor=people.host_head)
    sheets.save(**by, actor=people.host_leader)
    assert Answer.objects.get().saved_by == people.host_head


def test_all_or_nothing_is_kept(people: Whole, at: dt.datetime) -> None:
    with pytest.raises(Unacceptable) as wrong:
        sheets.save(
            actor=people.host_head, at=at, review=people.review, form="story",
            answers={"story": "Fine", "phase": "nowhere", "other": 1},
        )  # fmt: skip
    assert set(wrong.value.errors) == {"phase", "other"}
    assert not Answer.objects.exists()
    assert not Sheet.objects.exists()


def test_a_stage_of_forms_is_done_when_they_are_sent_in(people: Whole, at: dt.datetime) -> None:
    by = {"at": at, "review": people.review, "form": "story", "actor": people.host_head}
    sheets.save(**by, answers={"proud_of": ["Our choir"]})
    with pytest.raises(Unacceptable) as missing:
        sheets.send(**by)
    assert set(missing.value.errors) == {"story"}
    sheets.save(**by, answers={"story": "We began again."})
    sheets.send(**by)
    assert _done(people, "story")
    people.review.refresh_from_db()
    assert people.review.state == "under_way"
    with pytest.raises(Refused, match="sent in"):
        sheets.save(**by, answers={"story": "Too late"})


def test_what_was_sent_in_is_kept_when_it_is_opened_again(people: Whole, at: dt.datetime) -> None:
    sheet = sent_story(people, at)
    by = {"at": at, "review": people.review, "form": "story", "actor": people.host_leader}
    sheets.reopen(**by)
    assert not _done(people, "story")
    sheets.save(**by, answers={"story": "Said anew"}, versions={"story": 1})
    sheets.send(**by)
    assert [each.content["answers"]["story"] for each in sheet.sendings.all()] == [
        "We began again in 2021.",
        "Said anew",
    ]
    assert _done(people, "story")


def test_only_those_whom_the_model_names_write(people: Whole, at: dt.datetime) -> None:
    for person in (people.lead, people.governor, people.partnership_lead, people.programme_staff):
        with pytest.raises(Refused):
            sheets.save(actor=person, at=at, review=people.review, form="story", answers={"story": "Mine"})
    with pytest.raises(Missing):
        sheets.save(actor=people.host_head, at=at, review=people.review, form="none", answers={})
    with pytest.raises(Missing):
        sheets.save(actor=people.host_head, at=at, review=people.review, form="story", answers={}, place="area-OI1")
    with pytest.raises(Missing):
        sheets.save(actor=people.host_head, at=at, review=people.review, form="story", answers={}, number=2)


def test_everybody_signs_for_themselves(people: Whole, at: dt.datetime) -> None:
    by = {"at": at, "review": people.review, "form": "protocol"}
    own = f"person-{people.reviewer.pk}"
    with pytest.raises(Refused, match="their own"):
        sheets.save(**by, actor=people.lead, place=own, answers={"agreed": True})
    sheets.save(**by, actor=people.reviewer, place=own, answers={"agreed": True, "hours": "12.5"})
    sheets.send(**by, actor=people.reviewer, place=own)
    assert Sheet.objects.get().person == people.reviewer
    assert not _done(people, "meeting_2")  # it has work of its own; its forms do not finish it


def test_one_form_for_each_area_in_focus_and_the_stage_can_be_done_without(people: Whole, at: dt.datetime) -> None:
    Focus.objects.create(review=people.review, aspects=["OI1", "LI2"])
    by = {"at": at, "review": people.review, "form": "hypotheses", "actor": people.reviewer}
    sheets.save(**by, place="area-LI2", answers={"expect": "Strong phonics"})
    with pytest.raises(Missing):
        sheets.save(**by, place="area-LO1", answers={"expect": "Nothing"})
    sheets.send(**by, place="area-LI2")
    (filled,) = printed.form(people.review, "hypotheses", on=at.date())
    assert (filled.area, filled.lines[0].text) == ("LI2", "Strong phonics")
    sent_story(people, at)
    assert _done(people, "story")


def test_an_adult_answers_for_what_pupils_say(people: Whole, at: dt.datetime) -> None:
    by = {"at": at, "review": people.review, "form": "voices", "actor": people.host_staff}
    with pytest.raises(Unacceptable, match="without names"):
        sheets.save(**by, answers={}, voices="Ella Robinson and friends")
    with pytest.raises(Unacceptable, match="pupil's number"):
        sheets.save(**by, answers={"found": "See H801200001001"})
    sheets.save(**by, answers={"found": "Ella Robinson said we need clubs."}, voices="Eight pupils of Years 5 and 6")
    with pytest.raises(Unacceptable) as wrong:
        sheets.send(**by)
    assert set(wrong.value.errors) == {"no_names", "answers_for"}
    sheets.save(**by, answers={"found": "We need clubs for those who go home by bus."}, versions={"found": 1})
    sheets.send(**by, answers_for=True)
    (filled,) = printed.form(people.review, "voices", on=at.date())
    assert filled.voices == "Eight pupils of Years 5 and 6"
    assert _done(people, "voices")


def test_a_stage_that_is_held_more_than_once(people: Whole, at: dt.datetime) -> None:
    by = {"at": at, "review": people.review, "form": "voices", "actor": people.host_leader}
    for number in (1, 2):
        sheets.save(**by, number=number, answers={"found": f"Finding {number}"}, voices="Pupils of Year 6")
        sheets.send(**by, number=number, answers_for=True)
    assert [each.about for each in printed.form(people.review, "voices", on=at.date())] == ["no. 1", "no. 2"]
    sheets.reopen(**by, number=2)
    assert _done(people, "voices")


def test_its_owner_says_that_a_stage_is_done(people: Whole, at: dt.datetime) -> None:
    by = {"at": at, "review": people.review, "stage": "story"}
    with pytest.raises(Refused, match="The school's story"):
        sheets.finish(**by, actor=people.host_head)
    with pytest.raises(Refused, match="Headteacher"):
        sheets.finish(**by, actor=people.lead)
    with pytest.raises(Missing):
        sheets.finish(at=at, review=people.review, stage="visit", actor=people.lead)


def test_a_review_that_is_over_keeps_its_forms(people: Whole, at: dt.datetime) -> None:
    people.review.state = "closed"
    people.review.save()
    with pytest.raises(Refused, match="over"):
        sheets.save(actor=people.host_head, at=at, review=people.review, form="story", answers={"story": "Late"})
