"""A review keeps the version it was planned with, until somebody lets it go over: and then nothing done is lost."""

import datetime as dt
import json
from typing import Any

import pytest
from django.urls import reverse
from tests.factories.evidence import note
from tests.factories.preparation import evaluated
from tests.factories.programmes import next_version, stages_but
from tests.factories.reviews import Whole, whole
from tests.sign_in import SignIn

from trigpoint.audit.models import Entry
from trigpoint.frameworks.models import Framework
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.proformas.models import Answer, Sheet
from trigpoint.programmes.models import ReviewModel
from trigpoint.reviews.actions import planning, versions
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import versions as queries

pytestmark = pytest.mark.django_db

PLAN_DAY = dt.date(2027, 1, 27)


def move(one: Whole, at: dt.datetime, to: ReviewModel, **given: object) -> Review:
    return versions.move(
        **{"actor": one.partnership_lead, "at": at, "review": one.review, "review_model": to, "reason": "", **given}
    )


def days(review: Review) -> dict[str, dt.date]:
    return dict(review.stages.values_list("key", "due_on"))


def newer(one: Whole) -> ReviewModel:
    """Version 2: no data pack, the plan five days later, a record of what was agreed before the visit."""
    old = one.review.review_model
    stages = stages_but(old, "data_pack", plan={"offset_days": 19, "title": "Our plan"})
    return next_version(old, stages=stages)


def test_a_new_version_never_touches_a_running_review(at: dt.datetime) -> None:
    one = whole()
    before = days(one.review)
    made = newer(one)

    one.review.refresh_from_db()
    assert (one.review.review_model_id, days(one.review)) == (one.programme.review_model_id, before)
    assert [found.pk for found in queries.newer(one.review)] == [made.pk]


def test_what_would_change_is_shown_before_it_does(at: dt.datetime) -> None:
    one = whole(done=["self_evaluation"])
    planning.move_dates(
        actor=one.partnership_lead, at=at, review=one.review, dates={"workshop": dt.date(2027, 1, 20)}, reason="Hall"
    )
    way = queries.moving(one.review, newer(one))
    found = {change.key: change for change in way.stages}

    assert way.lost == ()
    assert found["data_pack"].goes
    assert (found["plan"].before, found["plan"].after) == (PLAN_DAY, dt.date(2027, 2, 1))
    assert found["plan"].was_called == "Plan"
    assert found["self_evaluation"].is_done
    assert not found["self_evaluation"].is_moved
    assert found["workshop"].after == dt.date(2027, 1, 20)  # chosen, so it stays
    one.review.refresh_from_db()
    assert one.review.review_model_id == one.programme.review_model_id


def test_moving_keeps_what_is_done_and_writes_it_down(at: dt.datetime) -> None:
    one = whole(done=["self_evaluation"])
    to = newer(one)
    move(one, at, to, version=one.review.version)

    one.review.refresh_from_db()
    assert one.review.review_model_id == to.pk
    stages = {stage.key: stage for stage in one.review.stages.all()}
    assert [stage.order for stage in one.review.stages.all()] == list(range(len(stages)))
    assert "data_pack" not in stages
    assert stages["self_evaluation"].done_at is not None
    assert stages["plan"].due_on == dt.date(2027, 2, 1)
    assert Entry.objects.filter(verb="reviews.move_version", subject_id=one.review.pk).count() == 1


def test_it_is_refused_where_something_done_or_written_would_be_lost(at: dt.datetime) -> None:
    one = whole(done=["self_evaluation", "data_pack"])
    evaluated(one, at=at)
    note(one.review, one.reviewer, "OI2", at=at)
    old = one.review.review_model
    kinds = [kind for kind in old.definition["evidence_kinds"] if kind["key"] != "OBS"]
    to = next_version(old, stages=stages_but(old, "data_pack"), evidence_kinds=kinds)

    with pytest.raises(Unacceptable) as caught:
        move(one, at, to)

    said = caught.value.errors["review_model"]
    assert "“Data shared” is done, and the newer version has no such stage." in said
    assert "The newer version has no “Lesson observation” among its kinds of evidence: the team's notes." in said
    assert len(said) == 2
    one.review.refresh_from_db()
    assert one.review.review_model_id == old.pk


def other_wording(one: Whole, aspect: str) -> Framework:
    """Version 2 of the framework, in which one aspect asks something else."""
    old = one.review.framework
    text = json.dumps(old.definition)
    asked = old.tree().aspects[aspect].question
    definition = json.loads(text.replace(json.dumps(asked), json.dumps(f"{asked} And why?"))) | {"version": "2"}
    given = {"key": old.key, "title": old.title, "definition": definition, "published_at": old.published_at}
    return Framework.objects.create(version="2", sha256="f" * 64, **given)


def test_what_is_said_of_an_aspect_needs_the_same_words_in_the_newer_framework(at: dt.datetime) -> None:
    one = whole()
    evaluated(one, at=at, aspect="OI2", complete=False)
    same = next_version(one.review.review_model, framework=other_wording(one, "OI3"))
    assert queries.moving(one.review, same).lost == ()
    assert queries.moving(one.review, same).framework == ("Four themes, version 1", "Four themes, version 2")

    evaluated(one, at=at, aspect="OI3", complete=False)
    said = queries.moving(one.review, same).lost
    assert [text.partition(" reads otherwise")[0] for text in said] == ["OI3"]
    with pytest.raises(Unacceptable):
        move(one, at, same)


def test_a_framework_that_was_chosen_stays_where_the_newer_version_offers_it(at: dt.datetime) -> None:
    one = whole()
    chosen = other_wording(one, "OI3")
    Review.objects.filter(pk=one.review.pk).update(framework=chosen)
    one.review.refresh_from_db()
    refs = [{"key": chosen.key, "version": "2"}]
    move(one, at, next_version(one.review.review_model, frameworks=refs))

    one.review.refresh_from_db()
    assert one.review.framework == chosen


def test_a_framework_that_was_chosen_and_is_no_longer_offered_keeps_the_review_where_it_is(
    at: dt.datetime, sign_in: SignIn
) -> None:
    """Even if nothing rests on it yet: somebody chose it. A newer version of the same framework is gone over to."""
    questions = {"key": "enquiry-themes", "version": "1"}
    one = whole()
    both = next_version(one.review.review_model, frameworks=[questions])
    chosen = Framework.objects.get(**questions)
    Review.objects.filter(pk=one.review.pk).update(review_model=both, framework=chosen)
    one.review.refresh_from_db()
    given = {"key": chosen.key, "title": chosen.title, "published_at": chosen.published_at, "sha256": "e" * 64}
    later = Framework.objects.create(version="2", definition=chosen.definition | {"version": "2"}, **given)

    without = next_version(both, version="3", days=2, frameworks=[])
    reason = "This review was planned with the framework “Four themes, as an enquiry”, which the newer version no longer offers."
    with pytest.raises(Unacceptable) as caught:
        move(one, at, without)
    assert caught.value.errors["review_model"] == [reason]
    page = sign_in(one.partnership_lead).get(reverse("reviews:move_version", args=[one.review.pk, without.pk]))
    assert reason in page.content.decode()

    newer = next_version(both, version="4", days=3, frameworks=[questions | {"version": "2"}])
    assert queries.moving(one.review, newer).framework == (
        "Four themes, as an enquiry, version 1",
        "Four themes, as an enquiry, version 2",
    )
    move(one, at, newer)
    one.review.refresh_from_db()
    assert one.review.framework == later


def test_a_form_that_is_written_in_keeps_its_questions(at: dt.datetime) -> None:
    one = whole()
    form: dict[str, Any] = {
        "key": "note",
        "stage": "meeting_1",
        "title": "What we agreed",
        "filled_by": ["lead_reviewer"],
        "fields": [{"key": "words", "label": "What?", "kind": "text"}],
    }
    first = next_version(one.review.review_model, forms=[form])
    move(one, at, first)
    one.review.refresh_from_db()
    sheet = Sheet.objects.create(network=one.network, review=one.review, stage="meeting_1", form="note")
    Answer.objects.create(sheet=sheet, field="words", value="Pupils first.", saved_at=at, saved_by=one.lead)
    retitled = next_version(first, version="3", forms=[{**form, "title": "Agreed"}])
    changed = next_version(first, version="4", forms=[{**form, "fields": [{**form["fields"][0], "kind": "line"}]}])

    assert queries.moving(one.review, retitled).lost == ()
    assert queries.moving(one.review, retitled).forms == {"Agreed": "kept"}
    assert queries.moving(one.review, changed).lost == (
        "The form “What we agreed” has other questions in the newer version, or is gone: what is written in it.",
    )


def test_only_whoever_plans_it_and_only_to_a_newer_version_of_the_same_model(at: dt.datetime) -> None:
    one = whole()
    to = newer(one)
    for person in (one.host_head, one.lead, one.programme_staff):
        with pytest.raises(Refused):
            move(one, at, to, actor=person)
    older = next_version(one.review.review_model, version="0", days=-30)
    with pytest.raises(Unacceptable):
        move(one, at, older)
    with pytest.raises(Stale):
        move(one, at, to, version=one.review.version + 1)
    move(one, at, to)
    with pytest.raises(Unacceptable):
        move(one, at, to)
