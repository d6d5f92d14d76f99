import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from tests.factories.reviews import whole

from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.reviews.actions import timetable
from trigpoint.reviews.models import Slot
from trigpoint.reviews.queries import timetable as queries

pytestmark = pytest.mark.django_db


def on_visit(hour, minute=0, *, day=13):
    return dt.datetime(2027, 1, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))


def add(w, at, *, by=None, **given):
    values = {
        "starts_at": on_visit(9),
        "ends_at": on_visit(10),
        "kind": "OBS",
        "what": "Lesson in Year 4",
        "codes": ["4b"],
        "aspects": ["OI2"],
        "reviewers": [w.reviewer.pk],
    }
    return timetable.add_activity(actor=by or w.lead, at=at, review=w.review, **{**values, **given})


def close(w, at, code="4B", **given):
    return timetable.set_not_observed(actor=w.host_head, at=at, review=w.review, code=code, **given)


def test_an_activity_with_all_that_belongs_to_it(at, django_assert_num_queries):
    w = whole()
    add(w, at, kind="POBS", partner_id=w.host_leader.pk, reviewers=[w.reviewer.pk, w.lead.pk])
    add(w, at, starts_at=on_visit(11), ends_at=on_visit(12), kind="", what="Coffee", codes=[], aspects=[])
    with django_assert_num_queries(2):
        first, second = queries.activities(w.review)
    assert (first.kind, first.partner, first.codes, first.aspects) == ("POBS", "Grace Adeyemi", ("4B",), ("OI2",))
    assert [person.name for person in first.reviewers] == ["Amira Okafor", "Daniel Osei"]
    assert second.kind_label == ""
    assert [entry.what for entry in queries.activities(w.review, w.lead.pk)] == ["Lesson in Year 4"]
    assert queries.mix([first, second]) == {("OI2", "POBS"): 1}


def test_a_class_that_is_not_available_is_refused_without_why(at):
    w = whole()
    close(w, at, starts_at=on_visit(9, 30), ends_at=on_visit(11))
    with pytest.raises(Refused) as refusal:
        add(w, at)
    assert refusal.value.reason == "4B is not available then. Choose another time, or another class or person."
    assert queries.activities(w.review) == ()
    add(w, at, starts_at=on_visit(11), ends_at=on_visit(12))


def test_throughout_means_on_every_day(at):
    w = whole()
    close(w, at)
    with pytest.raises(Refused):
        add(w, at, starts_at=on_visit(14, day=14), ends_at=on_visit(15, day=14))


def test_the_database_keeps_the_two_apart(at):
    w = whole()
    add(w, at)
    slot = Slot.objects.get()
    with pytest.raises(IntegrityError, match="slot_not_observed_when_closed"), transaction.atomic():
        Slot.objects.create(review=w.review, code="4B", window=slot.window, closed=1)


def test_two_reviewers_may_look_at_one_class_in_two_activities(at):
    w = whole()
    add(w, at)
    add(w, at, reviewers=[w.lead.pk])
    assert len(queries.activities(w.review)) == 2


def test_an_activity_in_the_way_loses_its_class_and_waits_to_be_moved(at):
    w = whole()
    add(w, at)
    close(w, at)
    (entry,) = queries.activities(w.review)
    assert (entry.codes, entry.to_move) == ((), True)


@pytest.mark.parametrize("code", ["CAPABILITY", "on capability", "ILLNESS1", "Mrs Jones", "NQT", "", "4B because"])
def test_no_reason_and_no_name_fits_into_a_code(at, code):
    w = whole()
    with pytest.raises(Unacceptable):
        close(w, at, code=code)
    with pytest.raises(IntegrityError, match="slot_code_is_a_code"), transaction.atomic():
        Slot.objects.create(review=w.review, code=code[:8], window=(None, None), closed=1)


def test_there_is_no_column_for_a_reason():
    text = {field.name for field in Slot._meta.get_fields() if field.get_internal_type() in {"CharField", "TextField"}}
    assert text == {"code"}


@pytest.mark.parametrize("who", ["host_leader", "lead", "reviewer", "partnership_lead"])
def test_only_the_head_says_who_is_not_available(at, who):
    w = whole()
    with pytest.raises(Refused):
        timetable.set_not_observed(actor=getattr(w, who), at=at, review=w.review, code="4B")


def test_available_after_all(at):
    w = whole()
    slot = close(w, at)
    timetable.remove_not_observed(actor=w.host_head, at=at, review=w.review, slot=slot)
    add(w, at)
    assert not queries.has_not_available(w.review)


def test_who_is_in_two_places_at_once(at):
    w = whole()
    add(w, at)
    add(w, at, starts_at=on_visit(9, 45), ends_at=on_visit(10, 15), what="Books", codes=[])
    add(w, at, starts_at=on_visit(10, 15), ends_at=on_visit(11), what="Pupils", codes=[])
    found = queries.clashes(queries.activities(w.review))
    assert [(person.name, a.what, b.what) for person, a, b in found] == [("Daniel Osei", "Lesson in Year 4", "Books")]


@pytest.mark.parametrize(
    "given, field",
    [
        ({"starts_at": on_visit(9, day=20), "ends_at": on_visit(10, day=20)}, "starts_at"),
        ({"ends_at": on_visit(8)}, "ends_at"),
        ({"ends_at": on_visit(8, day=14)}, "ends_at"),
        ({"kind": "XRAY"}, "kind"),
        ({"what": " "}, "what"),
        ({"what": "x" * 2_000_000}, "what"),
        ({"codes": ["Mrs Jones"]}, "codes"),
        ({"aspects": ["ZZ1"]}, "aspects"),
        ({"mode": "by pigeon"}, "mode"),
    ],
)
def test_what_can_not_be_taken_is_named(at, given, field):
    w = whole()
    with pytest.raises(Unacceptable) as refusal:
        add(w, at, **given)
    assert list(refusal.value.errors) == [field]


def test_only_the_team_looks_and_only_leaders_of_the_school_look_with_them(at):
    w = whole()
    with pytest.raises(Unacceptable):
        add(w, at, reviewers=[w.facilitator.pk])
    with pytest.raises(Unacceptable):
        add(w, at, partner_id=w.lead.pk)


@pytest.mark.parametrize("who", ["host_head", "host_leader", "reviewer", "partnership_lead"])
def test_the_lead_adds_activities(at, who):
    w = whole()
    with pytest.raises(Refused):
        add(w, at, by=getattr(w, who))


def test_changed_and_taken_out(at):
    w = whole()
    made = add(w, at)
    close(w, at, "5A")
    values = {"starts_at": on_visit(13), "ends_at": on_visit(14), "what": "Lesson in Year 5"}

    def change(version, **given):
        return timetable.change_activity(actor=w.host_head, at=at, activity=made, version=version, **values, **given)

    with pytest.raises(Refused):
        change(1, codes=["5A"])
    made.refresh_from_db()
    assert (made.what, made.version, [slot.code for slot in made.slots.all()]) == ("Lesson in Year 4", 1, ["4B"])
    assert (change(1, codes=["5B"]).what, made.version) == ("Lesson in Year 5", 2)
    with pytest.raises(Stale) as refusal:
        change(1)
    assert refusal.value.current["what"] == "Lesson in Year 5"
    timetable.remove_activity(actor=w.lead, at=at, activity=made)
    assert Slot.objects.filter(closed=0).count() == 0
