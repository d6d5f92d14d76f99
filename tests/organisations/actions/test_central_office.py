"""A trust's central office: where people of the trust itself hold roles."""

import datetime as dt

import pytest
from tests.factories.organisations import SchoolFactory, trust
from tests.factories.people import hats, head

from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.organisations.actions.schools import add_school, invent_trust, open_central_office
from trigpoint.organisations.models import Group, School
from trigpoint.organisations.queries import schools

pytestmark = pytest.mark.django_db


def test_a_trust_has_one_central_office(at: dt.datetime) -> None:
    made = trust("Heron Learning Trust")
    school = SchoolFactory(name="Heron Bank Primary", trust=made)
    office = open_central_office(actor=None, at=at, hats=None, trust=made)
    assert (office.name, office.is_central_office, office.trust) == ("Heron Learning Trust", True, made)
    assert open_central_office(actor=None, at=at, hats=None, trust=made) == office
    assert schools.in_trust(made) == [school]  # the office is none of its schools
    assert School.objects.filter(is_central_office=True).count() == 1


def test_a_federation_is_no_trust(at: dt.datetime) -> None:
    with pytest.raises(Unacceptable, match="is not a trust"):
        open_central_office(actor=None, at=at, hats=None, trust=Group.objects.create(uid=7, name="F", type_code=1))


def test_a_head_opens_none(at: dt.datetime) -> None:
    person = head()
    with pytest.raises(Refused):
        open_central_office(actor=person, at=at, hats=hats(person), trust=trust())


def test_trusts_are_found_by_name() -> None:
    made = trust("Heron Learning Trust")
    Group.objects.create(uid=8, name="Heron Federation", type_code=1)
    assert schools.trusts("learning her") == [made]
    assert schools.trusts("") == []
    assert schools.trust(made.uid) == made


def test_a_trust_that_no_register_knows_has_schools_like_any_other(at: dt.datetime) -> None:
    made = invent_trust(actor=None, at=at, hats=None, name="Curlew Trust")
    assert made.is_trust
    assert made.uid >= 900_000
    assert invent_trust(actor=None, at=at, hats=None, name="Plover Trust").uid > made.uid
    school = add_school(actor=None, at=at, hats=None, name="Curlew Bank", trust_uid=made.uid)
    assert schools.in_trust(made) == [school]
    with pytest.raises(Unacceptable, match="no trust with this number"):
        add_school(actor=None, at=at, hats=None, name="Nowhere", trust_uid=12)
