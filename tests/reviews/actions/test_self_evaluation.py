import pytest
from tests.factories.preparation import evaluated, released
from tests.factories.reviews import whole

from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.reviews.actions import pack, self_evaluation
from trigpoint.reviews.queries import self_evaluation as queries
from trigpoint.reviews.queries.stages import stages

pytestmark = pytest.mark.django_db


def save(w, person, at, **given):
    return self_evaluation.save(actor=person, at=at, review=w.review, aspect="OI2", **given)


def test_what_is_given_is_kept_and_the_rest_stays(at):
    w = whole()
    save(w, w.host_head, at, level="E", statements=["OI2.X.2", "OI2.X.1"])
    said = save(w, w.host_leader, at, evidence="  Six year groups.\r\nTwo tests.  ")
    assert (said.level, said.statements, said.evidence) == ("E", ("OI2.X.1", "OI2.X.2"), "Six year groups.\nTwo tests.")
    assert said.versions == {"level": 1, "statements": 1, "evidence": 1}


def test_two_people_on_two_fields_never_collide(at):
    w = whole()
    save(w, w.host_head, at, evidence="First", how_we_know="First")
    read = {"evidence": 1, "how_we_know": 1}
    save(w, w.host_head, at, evidence="Second", versions=read)
    said = save(w, w.host_leader, at, how_we_know="Second", versions=read)
    assert (said.evidence, said.how_we_know) == ("Second", "Second")


def test_two_people_on_one_field_the_second_is_shown_both_and_nothing_is_overwritten(at):
    w = whole()
    save(w, w.host_head, at, evidence="Theirs")
    with pytest.raises(Stale) as refusal:
        save(w, w.host_leader, at, evidence="Mine", how_we_know="Also mine")
    assert refusal.value.current == {"evidence": "Theirs", "versions": {"evidence": 1}}
    held = queries.position(w.review, "OI2")
    assert (held.evidence, held.how_we_know) == ("Theirs", "")


def test_the_same_words_again_change_nothing(at):
    w = whole()
    save(w, w.host_head, at, evidence="Once")
    assert save(w, w.host_head, at, evidence="Once").versions == {"evidence": 1}


@pytest.mark.parametrize(
    "given, field",
    [
        ({"evidence": "x" * 2_000_000}, "evidence"),
        ({"level": "Z"}, "level"),
        ({"statements": ["LI1.E.1"]}, "statements"),
        ({"how_we_know": "a\0b"}, "how_we_know"),
    ],
)
def test_what_can_not_be_taken_is_named(at, given, field):
    w = whole()
    with pytest.raises(Unacceptable) as refusal:
        save(w, w.host_head, at, **given)
    assert list(refusal.value.errors) == [field]


def test_an_aspect_that_the_framework_has_not(at):
    w = whole()
    with pytest.raises(Unacceptable):
        self_evaluation.save(actor=w.host_head, at=at, review=w.review, aspect="ZZ9", level="E")


@pytest.mark.parametrize("who", ["host_staff", "governor", "lead", "reviewer", "partnership_lead", "programme_staff"])
def test_only_leaders_of_the_school_write_it(at, who):
    w = whole()
    with pytest.raises(Refused):
        save(w, getattr(w, who), at, level="E")


def test_the_head_completes_it_and_opens_it_again(at):
    w = whole()
    with pytest.raises(Unacceptable):
        self_evaluation.complete(actor=w.host_head, at=at, review=w.review)
    evaluated(w, at=at, complete=False)
    with pytest.raises(Refused):
        self_evaluation.complete(actor=w.host_leader, at=at, review=w.review)
    self_evaluation.complete(actor=w.host_head, at=at, review=w.review)
    assert [step.kind for step in stages(w.review) if step.is_done] == ["self_evaluation"]
    with pytest.raises(Refused):
        save(w, w.host_leader, at, evidence="Late")
    self_evaluation.reopen(actor=w.host_head, at=at, review=w.review)
    assert save(w, w.host_leader, at, how_we_know="In time", versions={"how_we_know": 1}).how_we_know == "In time"
    assert [step.kind for step in stages(w.review) if step.is_done] == []


def test_released_it_stays_as_it_is_until_the_pack_is_withdrawn(at):
    w = whole()
    released(w, at=at)
    with pytest.raises(Refused):
        self_evaluation.reopen(actor=w.host_head, at=at, review=w.review)
    pack.withdraw(actor=w.host_head, at=at, review=w.review)
    self_evaluation.reopen(actor=w.host_head, at=at, review=w.review)
    assert not queries.status(w.review).is_complete


def test_positions_are_of_every_aspect(at, django_assert_num_queries):
    w = whole()
    evaluated(w, at=at)
    with django_assert_num_queries(1):
        found = queries.positions(w.review)
    assert (len(found), [code for code, said in found.items() if said.is_placed]) == (18, ["OI2"])
