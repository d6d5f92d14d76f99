"""What is counted from reviews that were lived through."""

import dataclasses
import datetime as dt

import pytest
from tests.factories import evaluation, improvement, models
from tests.factories.reviews import Whole, whole

from trigpoint.evaluation.enums import Dimension
from trigpoint.evaluation.queries import dimensions, fidelity, flow, records, surveys
from trigpoint.reviews.models import Focus

pytestmark = pytest.mark.django_db

AFTER = dt.date(2027, 2, 1)


@pytest.fixture
def people(at: dt.datetime) -> Whole:
    made = whole(state="under_way", done=["meeting_1", "meeting_2", "visit"])
    evaluation.granted(made, at)
    return made


def figures(people: Whole, at: dt.datetime, dimension: Dimension) -> dict[str, dimensions.Indicator]:
    study = evaluation.study(people, at)
    counted = records.read(study, on=AFTER)
    return {one.key: one for one in dimensions.dimensions(counted, surveys.results(study))[dimension]}


def test_fidelity_is_counted_review_by_review(people: Whole, at: dt.datetime) -> None:
    Focus.objects.create(review=people.review, aspects=["OI1", "LI2"])
    improvement.agreed(people, at)
    found = figures(people, at, Dimension.FIDELITY)
    shares = {key: (one.count, one.of) for key, one in found.items()}
    assert shares["focus"] == (1, 1)
    assert shares["team"] == (1, 1)
    assert shares["meetings"] == (1, 1)
    assert shares["plan"] == (1, 1)
    assert shares["asked"] == (1, 1)
    assert shares["evidence"] == (0, 1)
    assert shares["workshop"] == (0, 1)


def test_a_focus_on_one_theme_alone_does_not_count(people: Whole, at: dt.datetime) -> None:
    Focus.objects.create(review=people.review, aspects=["OI1", "OI2"])
    assert figures(people, at, Dimension.FIDELITY)["focus"].count == 0


def test_dosage_says_how_much(people: Whole, at: dt.datetime) -> None:
    found = figures(people, at, Dimension.DOSAGE)
    assert found["hosted"].count == 1
    assert found["reviewer_days"].count == 6
    assert found["workshop_wait"].count is None


def test_reach_and_adaptation(people: Whole, at: dt.datetime) -> None:
    Focus.objects.create(review=people.review, aspects=["OI1"], mode="remote")
    reach = figures(people, at, Dimension.REACH)
    assert (reach["active"].count, reach["active"].of) == (4, 4)
    assert reach["people"].count == 4
    assert figures(people, at, Dimension.ADAPTATION)["remote"].count == 1


def test_a_schools_fidelity_has_its_parts(people: Whole, at: dt.datetime) -> None:
    study = evaluation.study(people, at)
    found = {one.school_id: one for one in fidelity.schools(records.read(study, on=AFTER))}
    host, lead = found[people.host.pk], found[people.lead_school.pk]
    assert host.components["hosted"] is True
    assert host.components["gave"] is False
    assert host.components["training"] is None
    assert lead.components["gave"] is True
    assert (host.complies, lead.complies) == (False, False)
    before = records.read(study, on=dt.date(2027, 1, 1))
    assert not any(one.components["hosted"] for one in fidelity.schools(before))


def test_reviewers_are_given_in_every_cycle_and_to_no_review_that_is_put_off(people: Whole, at: dt.datetime) -> None:
    counted = records.read(evaluation.study(people, at), on=AFTER)
    one = counted.reviews[0]

    def gave(*reviews: records.Record) -> bool | None:
        found = fidelity.schools(dataclasses.replace(counted, reviews=list(reviews)))
        return next(each.components["gave"] for each in found if each.school_id == people.lead_school.pk)

    later = dataclasses.replace(one, cycle=one.cycle + 1, seats=())
    assert gave(one, one) is True
    assert gave(one, one, later) is False
    assert gave(dataclasses.replace(one, state="postponed")) is False


def test_what_the_model_does_not_ask_for_is_not_counted(people: Whole, at: dt.datetime) -> None:
    Focus.objects.create(review=people.review, aspects=["OI1"])
    other = models.model(stages={key: {"kind": "record"} for key in ("workshop", "plan", "meeting_2")})
    type(people.review).objects.filter(pk=people.review.pk).update(review_model=other)
    assert set(figures(people, at, Dimension.FIDELITY)) == {"focus", "team", "meetings", "evidence", "asked"}
    assert figures(people, at, Dimension.FIDELITY)["meetings"].count == 1
    found = fidelity.schools(records.read(evaluation.study(people, at), on=AFTER))
    assert {(one.components["workshop"], one.components["plan"]) for one in found} == {(None, None)}


def test_the_flow_counts_members_of_its_day(people: Whole, at: dt.datetime) -> None:
    """A school that joins after the day is not recruited yet; one whose last day is to come has not left."""
    study = evaluation.study(people, at)
    counted = records.read(study, on=AFTER)
    first, second, *_others = counted.members
    first.joined_on, second.left_on = AFTER + dt.timedelta(days=1), AFTER
    stages = {one.words: one.schools for one in flow.recruited(study, counted)}
    whole_number = len(counted.members)
    assert (stages["Recruited by now"], stages["Still in their partnership"]) == (whole_number - 1, whole_number - 1)


def test_reading_it_asks_a_fixed_number_of_questions(
    people: Whole, at: dt.datetime, django_assert_max_num_queries
) -> None:
    study = evaluation.study(people, at)
    with django_assert_max_num_queries(20):
        fidelity.schools(records.read(study, on=AFTER))


def test_the_workshop_counts_when_it_was_held(people: Whole, at: dt.datetime) -> None:
    made = improvement.workshop(people, at)
    held_on = people.review.visit_ends_on + dt.timedelta(days=5)
    type(made).objects.filter(pk=made.pk).update(state="held", held_on=held_on)
    assert figures(people, at, Dimension.FIDELITY)["workshop"].count == 1
    assert figures(people, at, Dimension.DOSAGE)["workshop_wait"].count == 5
