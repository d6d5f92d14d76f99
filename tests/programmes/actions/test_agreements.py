"""Agreements are versioned, signed by heads, and nothing moves before both are signed (G1)."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from tests.factories.people import hats
from tests.factories.programmes import Group, partnership, programme

from trigpoint.kernel.errors import Missing, Refused, Stale, Unacceptable
from trigpoint.programmes.actions import agreements, members
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.models import AgreementText, Signature
from trigpoint.programmes.queries import agreements as queries
from trigpoint.programmes.queries import scope, texts
from trigpoint.programmes.rules import agreements as rules

pytestmark = pytest.mark.django_db

MEMORANDUM, DATA_SHARING = AgreementKind.MEMORANDUM, AgreementKind.DATA_SHARING


def unsigned(at: dt.datetime, schools: int = 3) -> Group:
    group = partnership(schools, signed=False)
    agreements.publish_defaults(actor=None, at=at, programme=group.programme)
    return group


def sign(group: Group, which: int, kind: AgreementKind, at: dt.datetime, **other: object) -> Signature:
    person = group.heads[which]
    given = {
        "actor": person,
        "at": at,
        "partnership": group.partnership,
        "school": group.schools[which],
        "kind": kind,
        "name": person.name,
        "role": "Headteacher",
        "agreed": True,
        "sha256": queries.text(group.programme.pk, kind).sha256,
        **other,
    }
    return agreements.sign(**given)


def signed(group: Group) -> set[object]:
    return queries.signed_both(group.partnership, [school.pk for school in group.schools])


def test_a_signature_keeps_name_role_time_and_the_texts_hash(at: dt.datetime) -> None:
    group = unsigned(at)
    text = queries.text(group.programme.pk, MEMORANDUM)

    made = sign(group, 0, MEMORANDUM, at, name="  Amira   Okafor ", role="Executive headteacher")

    assert (made.name, made.role, made.signed_at) == ("Amira Okafor", "Executive headteacher", at)
    assert made.sha256 == text.sha256 == texts.fingerprint(text.title, text.body)
    assert made.text_id == text.pk


def test_signing_twice_is_once(at: dt.datetime) -> None:
    group = unsigned(at)
    first = sign(group, 0, MEMORANDUM, at)

    assert sign(group, 0, MEMORANDUM, at + dt.timedelta(seconds=1), name="Another") == first
    assert Signature.objects.get().name == group.heads[0].name


def test_only_the_schools_head_signs(at: dt.datetime) -> None:
    group = unsigned(at)

    for person in (group.leaders[0], group.heads[1], group.lead, group.staff):
        with pytest.raises(Refused, match="headteacher signs"):
            sign(group, 0, MEMORANDUM, at, actor=person)


def test_a_signature_needs_the_tick_a_name_and_a_role(at: dt.datetime) -> None:
    group = unsigned(at)

    with pytest.raises(Unacceptable) as caught:
        sign(group, 0, MEMORANDUM, at, agreed=False, name=" ", role="x" * 81)
    assert set(caught.value.errors) == {"agreed", "name", "role"}


def test_a_text_that_changed_meanwhile_is_not_signed_unread(at: dt.datetime) -> None:
    group = unsigned(at)
    read = queries.text(group.programme.pk, MEMORANDUM).sha256
    agreements.publish_text(
        actor=group.staff, at=at, programme=group.programme, kind=MEMORANDUM, title="Memorandum", body="New words."
    )

    with pytest.raises(Stale, match="newer version"):
        sign(group, 0, MEMORANDUM, at, sha256=read)
    assert not Signature.objects.exists()


def test_g1_counts_a_school_once_it_has_signed_both(at: dt.datetime) -> None:
    group = unsigned(at)
    host, other, _third = group.schools
    sign(group, 0, MEMORANDUM, at)
    assert signed(group) == set()
    sign(group, 0, DATA_SHARING, at)
    assert signed(group) == {host.pk}

    (breach,) = rules.breaches(host=host, reviewer_schools=[other], signed=signed(group))
    assert breach.guard == "G1"
    assert str(breach.message).startswith(f"{other.name} has not signed both agreements yet.")

    sign(group, 1, MEMORANDUM, at)
    sign(group, 1, DATA_SHARING, at)
    assert rules.breaches(host=host, reviewer_schools=[other], signed=signed(group)) == []


def test_g1_asks_again_when_a_text_has_a_new_version(at: dt.datetime) -> None:
    group = partnership()
    assert len(signed(group)) == 3

    agreements.publish_text(
        actor=group.staff, at=at, programme=group.programme, kind=DATA_SHARING, title="Data sharing", body="New words."
    )

    assert signed(group) == set()
    assert queries.current_texts(group.programme.pk)["data_sharing"].version == 2


def test_g1_counts_a_reviewers_school_from_another_partnership_of_the_programme(at: dt.datetime) -> None:
    run = programme()
    here, there = partnership(programme=run, name="Here"), partnership(programme=run, name="There")
    elsewhere = partnership(name="Elsewhere")
    visitor, stranger = there.schools[0], elsewhere.schools[0]

    assert queries.signed_both(here.partnership, [visitor.pk, stranger.pk]) == {visitor.pk}

    membership = there.partnership.memberships.get(school=visitor)
    members.leave(actor=there.lead, at=at, membership=membership, left_on=dt.date(2027, 1, 10))
    assert queries.signed_both(here.partnership, [visitor.pk], on=at.date()) == set()


def test_the_same_text_again_makes_no_new_version(at: dt.datetime) -> None:
    group = unsigned(at)
    now = queries.text(group.programme.pk, MEMORANDUM)

    again = agreements.publish_text(
        actor=group.staff,
        at=at,
        programme=group.programme,
        kind=MEMORANDUM,
        title=now.title,
        body=now.body.replace("\n", "\r\n"),
    )
    assert again == now


def test_only_staff_publish_and_only_words(at: dt.datetime) -> None:
    group = unsigned(at)
    given = {"at": at, "programme": group.programme, "kind": MEMORANDUM, "title": "Memorandum", "body": "Words"}

    with pytest.raises(Refused):
        agreements.publish_text(actor=group.lead, **given)
    with pytest.raises(Unacceptable) as caught:
        agreements.publish_text(actor=group.staff, **{**given, "body": "x" * 2_000_000, "title": " "})
    assert caught.value.errors["body"] == ["This text has 2000000 characters; at most 60000 are kept."]


def test_the_database_keeps_texts_and_signatures_as_they_are() -> None:
    partnership()

    for rows in (AgreementText.objects.all(), Signature.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(sha256="0" * 64)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


def test_a_partnership_is_agreed_when_the_last_head_signs(at: dt.datetime) -> None:
    group = unsigned(at, 2)
    group.cycle.delete()
    sign(group, 0, MEMORANDUM, at)
    sign(group, 0, DATA_SHARING, at)
    sign(group, 1, MEMORANDUM, at)
    assert group.partnership.state == "forming"

    sign(group, 1, DATA_SHARING, at)

    assert (group.partnership.state, group.partnership.agreed_on) == ("agreed", at.date())


def test_a_signed_copy_is_for_its_school_the_lead_and_staff(at: dt.datetime) -> None:
    group = partnership()
    copy = Signature.objects.filter(school=group.schools[0])[0]

    def reads(person: object) -> bool:
        view = scope.acting(person.pk, group.partnership, at=at)
        try:
            return queries.signed_copy(view, copy.pk) == copy
        except Missing:
            return False

    assert all(reads(person) for person in (group.heads[0], group.leaders[0], group.lead, group.staff))
    assert not any(reads(person) for person in (group.heads[1], group.champions[0]))


def test_a_school_that_left_reads_its_own_copy_only(at: dt.datetime) -> None:
    group = partnership()
    membership = group.partnership.memberships.get(school=group.schools[0])
    members.leave(actor=group.lead, at=at, membership=membership, left_on=dt.date(2027, 1, 8))
    view = scope.load(hats(group.heads[0]), group.partnership.pk, on=at.date())
    own, other = (Signature.objects.filter(school=school)[0] for school in group.schools[:2])

    assert queries.signed_copy(view, own.pk) == own
    with pytest.raises(Missing):
        queries.signed_copy(view, other.pk)
    assert not rules.may_sign(view, group.schools[0].pk)
