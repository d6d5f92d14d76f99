"""A review model is checked before it is published, and never changes afterwards."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from tests.factories.programmes import programme as make_programme
from tests.factories.programmes import review_model

from trigpoint.frameworks.actions import publishing
from trigpoint.frameworks.queries import files
from trigpoint.kernel.errors import Unacceptable
from trigpoint.programmes.actions import programmes, review_models
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.models import ReviewModel
from trigpoint.programmes.queries import review_models as queries

TEXT = (review_models.SHIPPED / "spp-benchmark-1.yaml").read_text(encoding="utf-8")

pytestmark = pytest.mark.django_db


def mistakes(text: str, at: dt.datetime) -> list[tuple[int, str]]:
    publishing.publish_shipped(at=at)
    with pytest.raises(files.Mistakes) as caught:
        review_models.publish(actor=None, at=at, text=text)
    return [(mistake.line, mistake.reason) for mistake in caught.value.found]


def line(text: str, words: str) -> int:
    return next(number for number, row in enumerate(text.splitlines(), 1) if words in row)


def test_the_shipped_model_has_every_kind_of_stage_and_the_guards_numbers() -> None:
    model = review_model().parsed()

    assert {stage.kind for stage in model.stages} == set(StageKind.values) - {"qa", "accreditation", "record"}
    assert [key for key, _title in model.groups] == ["plan", "review", "feedback", "follow_up"]
    assert model.number("focus.mandatory") == ["OI"]
    assert model.number("team.max") == 4
    assert model.number("workshop.within_days") == 7
    assert model.number("training.later") == "hard"
    assert model.evidence_labels["OBS"] == "Lesson observation"


def test_a_file_may_say_or_leave_out_what_joined_later(at: dt.datetime) -> None:
    """Versions that were published before a number joined never change: they read its default."""
    assert "retention" not in TEXT
    said = TEXT.replace("rules:\n", "rules:\n  retention: {notes_days: 30}\n").replace(
        'version: "1"', 'version: "2"', 1
    )

    model = review_models.publish(actor=None, at=at, text=said).parsed()

    assert model.number("retention.notes_days") == 30
    assert review_model().parsed().number("retention.notes_days") == 90
    assert mistakes(said.replace("notes_days: 30", "notes_days: 0"), at)


def test_the_schema_knows_the_same_kinds_of_stage_as_the_product(at: dt.datetime) -> None:
    said = mistakes(TEXT.replace("kind: visit,", "kind: party,"), at)[0][1]

    assert said == f"“party” is not one of: {', '.join(StageKind.values)}."


def test_shipped_models_are_published_once(nothing_published: None, at: dt.datetime) -> None:
    first = review_models.publish_shipped(at=at)

    assert [made.pk for made in review_models.publish_shipped(at=at)] == [made.pk for made in first]


def test_a_published_version_takes_no_other_content(nothing_published: None, at: dt.datetime) -> None:
    review_models.publish_shipped(at=at)

    assert mistakes(TEXT.replace("max: 7", "max: 9"), at) == [
        (
            line(TEXT, 'version: "1"'),
            "Version 1 is published already and never changes: give this content a new version.",
        )
    ]


def test_the_database_keeps_a_published_model_as_it_is() -> None:
    made = review_model()

    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewModel.objects.filter(pk=made.pk).update(title="Another")


@pytest.mark.parametrize(
    "old, new, where, reason",
    [
        ("group: review, owner", "group: revue, owner", "key: visit", "There is no group “revue”"),
        ("owner: facilitator", "owner: wizard", "key: workshop", "“wizard” is not a role"),
        (
            "{key: four-themes, version",
            "{key: five-themes, version",
            "five",
            "is not published here: publish it first.",
        ),
        ("mandatory: [OI]", "mandatory: [OX]", "mandatory", "The framework has no theme “OX”; it has OI, LI, LO, LF."),
        ("others_min: 1", "others_min: 4", "others_min", "The framework leaves only 3 themes to choose from."),
        ("min: 2, max: 4, leads", "min: 5, max: 4, leads", "leads: 1", "The least (5) is more than the most (4)."),
        ("overall_grade: forbidden", "overall_grade: allowed", "judgement", "There is no overall grade"),
        ("overall_grade: forbidden", "overall_grade: forbidden, overall_label: Good", "judgement", "lead to a grade"),
        ("key: OBS", "key: DOC", "A plan or policy", "“DOC” is used twice."),
        ("enforce: hard, override_by", "enforce: maybe, override_by", "facilitator:", "not one of: off, soft, hard."),
        ("months: 12", "months: twelve", "cadence", "“months” needs a whole number."),
        ("  cadence: {months: 12}\n", "", "rules:", "“cadence” is missing here."),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, where: str, reason: str, at: dt.datetime) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    found = mistakes(text, at)

    assert any(reason in said and number == line(text, where) for number, said in found), found


def test_a_retired_model_stays_with_those_who_have_it(at: dt.datetime) -> None:
    made = review_model()
    programme = make_programme()
    day = dt.date(2026, 11, 3)

    review_models.retire(actor=None, at=at, review_model=made)

    assert made not in queries.offered()
    assert made in queries.all_versions()
    with pytest.raises(Unacceptable, match="retired: choose a newer one"):
        programmes.create(actor=None, at=at, network=programme.network, name="Another", review_model=made)
    with pytest.raises(Unacceptable, match="retired: choose a newer one"):
        programmes.use_model(actor=None, at=at, programme=programme, version=programme.version, review_model=made)
    assert "is retired" in queries.why_not(made.pk, on=day)
    review_models.restore(actor=None, at=at, review_model=made)
    assert queries.why_not(made.pk, on=day) == ""
    assert made in queries.offered()


def test_a_model_is_for_the_days_that_it_says(at: dt.datetime) -> None:
    publishing.publish_shipped(at=at)
    text = TEXT.replace('version: "1"', 'version: "9"\neffective: {from: 2026-09-01, until: 2027-08-31}', 1)

    made = review_models.publish(actor=None, at=at, text=text)

    assert queries.why_not(made.pk, on=dt.date(2026, 9, 1)) == ""
    assert queries.why_not(made.pk, on=dt.date(2027, 9, 1))
