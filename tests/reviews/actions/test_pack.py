import dataclasses
import datetime as dt

import pytest
from django.utils import timezone
from tests.factories.people import AccountFactory
from tests.factories.preparation import evaluated, released
from tests.factories.programmes import sign
from tests.factories.reviews import seat, whole
from tests.organisations.register_files import KS2_2018, KS2_2019, take

from trigpoint.access.roles import Role
from trigpoint.kernel.errors import Missing, Refused, Unacceptable
from trigpoint.messaging.models import Mail
from trigpoint.people.queries.hats import hats_of
from trigpoint.reviews.actions import pack, stages
from trigpoint.reviews.models import PackItem
from trigpoint.reviews.queries import figures, signing
from trigpoint.reviews.queries import pack as queries
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.rules import pack as rules

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nOur improvement plan"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def may_read(w, person, on):
    scene = scenes.of(hats_of(person.pk, on=on), w.review, on=on)
    return rules.may_read(scene, queries.release(w.review), is_shared=False, has_signed=signing.has_signed(scene))


def add(w, at, **given):
    return pack.add_item(actor=w.host_head, at=at, review=w.review, **given)


def test_g1_nothing_is_released_before_every_school_has_signed_both(at):
    w = whole(signed=False)
    evaluated(w, at=at)
    sign(w.partnership, (w.host, w.host_head), (w.lead_school, w.lead))
    with pytest.raises(Refused) as refusal:
        pack.release(actor=w.host_head, at=at, review=w.review)
    assert refusal.value.guard == "G1"
    assert "Kestrel Lane Primary and Ysgol Bryn Eithin" in refusal.value.reason
    assert queries.release(w.review) is None


def test_released_it_is_open_to_the_team_for_as_long_as_the_model_says(at):
    w = whole()
    released(w, at=at)
    opening = queries.release(w.review)
    assert opening.last_day == dt.date(2027, 2, 11)
    assert opening.items == ("Attendance", "Self-evaluation")
    assert [name for name, _school in opening.recipients] == ["Amira Okafor", "Daniel Osei", "Megan Hughes"]
    assert may_read(w, w.reviewer, dt.date(2027, 2, 11))
    refused = may_read(w, w.reviewer, dt.date(2027, 2, 12))
    assert (bool(refused), "11 February 2027" in refused.reason) == (False, True)


def test_the_team_is_written_to(at):
    w = whole()
    released(w, at=at)
    mails = Mail.objects.filter(subject="Something to read before a visit")
    assert {mail.to for mail in mails} == {w.lead.email, w.reviewer.email, w.second_reviewer.email}
    assert all("11 February 2027" in mail.text for mail in mails)


def test_it_closes_some_days_after_the_profile_is_final(at):
    w = whole()
    released(w, at=at)
    stages.complete(actor=w.lead, at=at, review=w.review, kind="profile")
    assert queries.release(w.review).last_day == timezone.localdate(at) + dt.timedelta(days=14)


def test_who_joins_later_reads_it_only_when_their_school_has_signed(at):
    w = whole(signed=False)
    sign(w.partnership, *((s, h) for s, h in zip(w.group.schools[:3], w.group.heads[:3], strict=True)))
    w.second_reviewer.appointments.filter(place="review").delete()
    released(w, at=at)
    late = AccountFactory()
    seat(w.review, late, Role.REVIEWER, w.other_school)
    assert not may_read(w, late, at.date())
    sign(w.partnership, (w.other_school, w.group.heads[3]))
    assert may_read(w, late, at.date())


@pytest.mark.parametrize("who", ["facilitator", "host_staff", "governor", "partnership_lead", "programme_staff"])
def test_nobody_else_reads_it(at, who):
    w = whole()
    released(w, at=at)
    assert not may_read(w, getattr(w, who), at.date())


def test_it_needs_the_self_evaluation_and_a_team(at):
    w = whole(team=False)
    with pytest.raises(Refused):
        pack.release(actor=w.host_head, at=at, review=w.review)
    evaluated(w, at=at)
    with pytest.raises(Refused):
        pack.release(actor=w.host_head, at=at, review=w.review)


def test_only_the_head_releases_and_only_once(at):
    w = whole()
    evaluated(w, at=at)
    with pytest.raises(Refused):
        pack.release(actor=w.host_leader, at=at, review=w.review)
    pack.release(actor=w.host_head, at=at, review=w.review)
    with pytest.raises(Refused):
        pack.release(actor=w.host_head, at=at, review=w.review)


def test_each_look_of_the_team_is_logged_and_the_schools_own_are_not(at):
    w = whole()
    released(w, at=at)
    thing = queries.items(w.review)[0]
    for person in (w.reviewer, w.reviewer, w.host_leader):
        pack.record_view(actor=person, at=at, review=w.review)
    pack.record_view(actor=w.reviewer, at=at, review=w.review, item_id=thing.pk)
    assert [(look.name, look.school, look.title) for look in queries.looks(w.review)] == [
        ("Daniel Osei", "Kestrel Lane Primary", "Attendance"),
        ("Daniel Osei", "Kestrel Lane Primary", ""),
    ]
    with pytest.raises(Refused):
        pack.record_view(actor=w.facilitator, at=at, review=w.review)


def test_withdrawn_it_is_open_to_nobody_of_the_team_and_the_log_stays(at):
    w = whole()
    released(w, at=at)
    pack.record_view(actor=w.lead, at=at, review=w.review)
    pack.withdraw(actor=w.host_head, at=at, review=w.review)
    assert not may_read(w, w.lead, at.date())
    assert len(queries.looks(w.review)) == 1
    with pytest.raises(Refused):
        pack.withdraw(actor=w.host_head, at=at, review=w.review)


def test_things_of_every_kind_go_in(at):
    w = whole()
    w.host.pupils = 212
    w.host.save()
    w.review.host.refresh_from_db()
    pack.add_file(actor=w.host_head, at=at, review=w.review, subject="plan", file_name="plan.exe", content=PDF)
    add(w, at, kind="link", title="Our website", address="https://school.example/plan")
    add(w, at, kind="figures")
    found = queries.items(w.review)
    assert [(item.kind, item.title) for item in found] == [
        ("file", "plan.pdf"),
        ("link", "Our website"),
        ("figures", "Figures from the register"),
    ]
    assert found[2].figures["values"]["pupils"] == "212"
    with pytest.raises(Refused):
        add(w, at, kind="figures")


def test_public_results_of_the_newest_year_are_among_the_figures(at):
    take(KS2_2018, KS2_2019)
    w = whole()
    w.host.urn = 146023  # published under 125040, which it was before
    w.host.save()
    w.review.host.refresh_from_db()
    add(w, at, kind="figures")
    (item,) = queries.items(w.review)
    item.refresh_from_db()
    read = {line.label: line.value for line in figures.lines(w.review, item.figures)}
    assert read["Average scaled score in mathematics, 2018/19"] == "106"
    assert read["Reached the expected standard in reading, writing and mathematics, 2018/19"] == "75%"
    assert read["Progress in mathematics, 2018/19"] == "−0.7"
    assert "Average scaled score in mathematics, 2017/18" not in read
    assert figures.lines(w.review, {"values": {}, "census_on": None}) == []  # a pack of before there were results


@pytest.mark.parametrize(
    "given, field",
    [
        ({"kind": "file"}, "kind"),
        ({"kind": "note", "title": "Attendance", "text": ""}, "text"),
        ({"kind": "note", "title": "Attendance", "text": "x" * 2_000_000}, "text"),
        ({"kind": "note", "text": "95%"}, "title"),
        ({"kind": "link", "title": "Plan", "address": "javascript:alert(1)"}, "address"),
        ({"kind": "parcel", "title": "?"}, "kind"),
        ({"kind": "note", "title": "?" * 200, "text": "x"}, "title"),
    ],
)
def test_what_can_not_be_taken_is_named(at, given, field):
    w = whole()
    with pytest.raises(Unacceptable) as refusal:
        add(w, at, **given)
    assert list(refusal.value.errors) == [field]


def test_a_thing_taken_out_is_gone_but_for_its_title(at):
    w = whole()
    released(w, at=at)
    thing = queries.items(w.review)[0]
    pack.withdraw_item(actor=w.host_head, at=at, item=thing)
    assert [item.title for item in queries.items(w.review)] == ["Self-evaluation"]
    assert PackItem.objects.get(pk=thing.pk).text == ""
    with pytest.raises(Missing):
        queries.item(w.review, thing.pk)


def test_a_day_that_is_over_is_no_last_day(at):
    w = whole()
    evaluated(w, at=at)
    with pytest.raises(Unacceptable):
        pack.release(actor=w.host_head, at=at, review=w.review, expires_on=dt.date(2027, 1, 1))


def test_a_file_is_what_its_content_says(at):
    w = whole()
    with pytest.raises(Unacceptable) as refusal:
        pack.add_file(actor=w.host_head, at=at, review=w.review, file_name="x.pdf", content=b"MZ\x90\0")
    assert list(refusal.value.errors) == ["file"]


def test_a_pack_that_is_released_early_stays_open_until_the_visit_is_over():
    w = whole()
    early = scenes.of(hats_of(w.host_head.pk, on=w.review.visit_starts_on), w.review, on=w.review.visit_starts_on)
    early = dataclasses.replace(early, on=w.review.visit_starts_on - dt.timedelta(days=60))
    assert queries.usual_last_day(early) == w.review.visit_ends_on
    near = dataclasses.replace(early, on=w.review.visit_starts_on - dt.timedelta(days=5))
    assert queries.usual_last_day(near) == near.on + dt.timedelta(days=28)
