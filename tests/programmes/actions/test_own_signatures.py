"""Somebody whom no school sends signs for themselves; G1 asks for that."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from tests.factories.people import AccountFactory, appoint
from tests.factories.preparation import evaluated
from tests.factories.programmes import TRAINED_UNTIL, agreement_text
from tests.factories.reviews import Whole, whole

from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.people.models import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.actions.agreements import sign_for_oneself
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.models import OwnSignature
from trigpoint.programmes.queries import work
from trigpoint.reviews.actions import pack

pytestmark = pytest.mark.django_db


def alone(one: Whole) -> Account:
    """A lead reviewer of the pool without a school, with the seat of the lead."""
    person = AccountFactory(name="Ines Carvalho")
    appoint(person, Role.LEAD_REVIEWER, Place.PARTNERSHIP, one.partnership, trained_until=TRAINED_UNTIL)
    appoint(person, Role.LEAD_REVIEWER, Place.REVIEW, one.review)
    return person


def sign(one: Whole, person: Account, at: dt.datetime, kind: str, **given: object) -> OwnSignature:
    text = agreement_text(one.programme, kind)
    return sign_for_oneself(
        **{
            "actor": person,
            "at": at,
            "partnership": one.partnership,
            "kind": AgreementKind(kind),
            "name": person.name,
            "agreed": True,
            "sha256": text.sha256,
            **given,
        }
    )


def test_g1_asks_for_their_own_signature(at: dt.datetime) -> None:
    one = whole()
    person = alone(one)
    evaluated(one, at=at)
    with pytest.raises(Refused, match="Ines Carvalho has not signed") as refusal:
        pack.release(actor=one.host_head, at=at, review=one.review)
    assert refusal.value.guard == "G1"
    assert len(work.items(hats_of(person.pk, on=at.date()), on=at.date())) == 2
    for kind in AgreementKind.values:
        sign(one, person, at, kind)
        assert sign(one, person, at, kind).name == "Ines Carvalho"  # twice is once
    assert OwnSignature.objects.count() == 2
    assert work.items(hats_of(person.pk, on=at.date()), on=at.date()) == []
    pack.release(actor=one.host_head, at=at, review=one.review)


def test_what_is_signed_is_what_was_read(at: dt.datetime) -> None:
    one = whole()
    person = alone(one)
    with pytest.raises(Stale):
        sign(one, person, at, "memorandum", sha256="x")
    with pytest.raises(Unacceptable):
        sign(one, person, at, "memorandum", agreed=False)
    made = sign(one, person, at, "memorandum")
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnSignature.objects.filter(pk=made.pk).update(name="Somebody Else")


def test_who_is_sent_by_a_school_signs_nothing_alone(at: dt.datetime) -> None:
    one = whole()
    for person in (one.lead, one.host_staff, one.partnership_lead):
        with pytest.raises(Refused, match="sent by a school"):
            sign(one, person, at, "memorandum")
