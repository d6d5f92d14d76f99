import pytest
from tests.factories.preparation import focused
from tests.factories.reviews import whole

from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.reviews.actions import focus
from trigpoint.reviews.queries import focus as queries
from trigpoint.reviews.queries.stages import stages

pytestmark = pytest.mark.django_db


def save(w, person, at, *, version=0, **given):
    return focus.save(actor=person, at=at, review=w.review, version=version, **given)


def test_g2_our_impact_is_in_every_focus(at):
    w = whole()
    with pytest.raises(Refused) as refusal:
        save(w, w.lead, at, aspects=["LI1", "LO2"])
    assert (refusal.value.guard, "Our Impact" in refusal.value.reason) == ("G2", True)


def test_g3_our_impact_alone_is_not_enough(at):
    w = whole()
    with pytest.raises(Refused) as refusal:
        save(w, w.lead, at, aspects=["OI1", "OI2"])
    assert refusal.value.guard == "G3"
    assert refusal.value.reason == ("Choose at least one more theme: a review looks at Our Impact and one other.")


def test_g3_takes_its_number_from_the_model(at):
    w = whole(rules={"focus": {"others_min": 2}})
    with pytest.raises(Refused) as refusal:
        save(w, w.lead, at, aspects=["OI2", "LI1"])
    assert refusal.value.reason == ("Choose at least 1 more themes: a review looks at Our Impact and 2 others.")
    assert save(w, w.lead, at, aspects=["OI2", "LI1", "LF2"]).aspects == ["OI2", "LI1", "LF2"]


def test_nothing_chosen_yet_can_be_kept_but_not_agreed(at):
    w = whole()
    save(w, w.lead, at, story="We are a school of two sites.")
    with pytest.raises(Refused) as refusal:
        focus.agree(actor=w.lead, at=at, review=w.review, version=1)
    assert refusal.value.guard == "G2"


def test_a_theme_stands_for_all_of_its_aspects(at):
    w = whole()
    assert save(w, w.lead, at, aspects=["LO", "OI2"]).aspects == ["OI2", "LO1", "LO2", "LO3", "LO4"]


def test_both_agree_and_the_first_meeting_is_done(at):
    w = whole()
    focused(w, at=at, agreed=False)
    focus.agree(actor=w.host_head, at=at, review=w.review, version=1)
    assert not queries.is_agreed(w.review)
    focus.agree(actor=w.lead, at=at, review=w.review, version=1)
    assert queries.is_agreed(w.review)
    assert [step.kind for step in stages(w.review) if step.is_done] == ["meeting_1"]
    assert [aspect.code for aspect in queries.in_focus(w.review)] == ["OI2", "LI2", "LI4"]
    assert [theme.code for theme in queries.themes_in_focus(w.review)] == ["OI", "LI"]


def test_a_change_takes_back_what_one_had_agreed(at):
    w = whole()
    focused(w, at=at, agreed=False)
    focus.agree(actor=w.host_head, at=at, review=w.review, version=1)
    assert save(w, w.lead, at, version=1, story="Two sites.").head_agreed_at is None
    with pytest.raises(Stale):
        focus.agree(actor=w.host_head, at=at, review=w.review, version=1)


def test_agreed_it_stays_until_one_of_them_opens_it_again(at):
    w = whole()
    focused(w, at=at)
    with pytest.raises(Refused):
        save(w, w.lead, at, version=1, story="Other")
    with pytest.raises(Refused):
        focus.add_line(actor=w.lead, at=at, review=w.review, question="To what extent?")
    focus.reopen(actor=w.host_head, at=at, review=w.review)
    assert not queries.is_agreed(w.review)
    assert save(w, w.lead, at, version=2, story="Other").story == "Other"


def test_two_at_once_the_second_is_shown_both(at):
    w = whole()
    save(w, w.lead, at, story="Theirs")
    with pytest.raises(Stale) as refusal:
        save(w, w.host_head, at, story="Mine")
    assert refusal.value.current == {"story": "Theirs", "version": 1}


@pytest.mark.parametrize("who", ["host_leader", "reviewer", "facilitator", "partnership_lead", "governor"])
def test_only_lead_and_head_write_and_agree_it(at, who):
    w = whole()
    focused(w, at=at, agreed=False)
    with pytest.raises(Refused):
        save(w, getattr(w, who), at, version=1, story="Mine")
    with pytest.raises(Refused):
        focus.agree(actor=getattr(w, who), at=at, review=w.review, version=1)


def test_what_can_not_be_taken_is_named(at):
    w = whole()
    with pytest.raises(Unacceptable) as refusal:
        save(w, w.lead, at, story="x" * 2_000_000, aspects=["ZZ1"], mode="by pigeon")
    assert set(refusal.value.errors) == {"story", "aspects", "mode"}


def test_lines_of_enquiry(at):
    w = whole()
    line = focus.add_line(
        actor=w.lead,
        at=at,
        review=w.review,
        question="To what extent do all read widely?",
        why="Loans fell.",
        aspects=["OI2"],
    )
    focus.change_line(
        actor=w.host_head, at=at, line=line, version=1, question="Who reads widely?", why="Loans fell.", aspects=[]
    )
    with pytest.raises(Stale) as refusal:
        focus.change_line(actor=w.lead, at=at, line=line, version=1, question="Mine", why="", aspects=[])
    assert refusal.value.current["question"] == "Who reads widely?"
    focus.remove_line(actor=w.lead, at=at, line=line)
    assert queries.lines(w.review) == []
