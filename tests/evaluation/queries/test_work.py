"""What evaluators find on their list."""

import datetime as dt

import pytest
from tests.factories import evaluation
from tests.factories.reviews import whole

from trigpoint.evaluation import actions
from trigpoint.evaluation.queries import work
from trigpoint.people.queries.hats import hats_of

pytestmark = pytest.mark.django_db


def test_access_that_ends_and_answers_that_wait(at: dt.datetime) -> None:
    people = whole()
    evaluation.granted(people, at, days=10)
    study = evaluation.study(people, at)
    by = {"actor": people.evaluator, "at": at, "study": study}
    instrument = actions.surveys.publish(**by, name="Leaders", arm="programme", items="t1; trust; Open?")
    day = at.date() - dt.timedelta(days=3)
    actions.surveys.open_wave(**by, instrument=instrument, name="Before", opens_on=day, closes_on=day)
    found = work.items(hats_of(people.evaluator.pk, on=at.date()), on=at.date())
    assert [item.due_on for item in found] == [at.date() + dt.timedelta(days=10), day]
    assert "Bring the answers of “Before”" in [item.text for item in found]
    assert work.items(hats_of(people.lead.pk, on=at.date()), on=at.date()) == []
