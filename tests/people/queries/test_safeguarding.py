"""Whom to tell."""

import datetime as dt

import pytest
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import appoint, hats, head, someone

from trigpoint.access.roles import Place, Role
from trigpoint.people.queries import safeguarding as whom

pytestmark = pytest.mark.django_db
ON = dt.date(2027, 1, 14)


def test_each_school_names_its_people_once_whatever_its_networks(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    school, network = SchoolFactory(name="Alderbrook Primary School"), NetworkFactory()
    lead = someone(Role.SAFEGUARDING_LEAD, school, network, name="Grace Adeyemi")
    appoint(lead, Role.SAFEGUARDING_LEAD, Place.SCHOOL, school, NetworkFactory())
    someone(Role.DEPUTY_SAFEGUARDING_LEAD, school, network, name="Helen Marsh")
    someone(Role.DEPUTY_SAFEGUARDING_LEAD, school, network, name="Left Already", ends_on=dt.date(2026, 7, 20))
    someone(Role.CHAIR_OF_GOVERNORS, school, network, name="Yusuf Rahman")
    head(school, network, name="Amira Okafor")
    bare = SchoolFactory(name="Kestrel Lane Primary School")
    with django_assert_num_queries(2):
        first, second = whom.safeguarding([school.pk, bare.pk], ON)
    assert (first.leads, first.deputies, first.heads, first.chairs) == (
        ("Grace Adeyemi",),
        ("Helen Marsh",),
        ("Amira Okafor",),
        ("Yusuf Rahman",),
    )
    assert (second.school, second.leads) == ("Kestrel Lane Primary School", ())


def test_a_person_has_to_do_with_the_own_school_and_those_that_others_add(monkeypatch: pytest.MonkeyPatch) -> None:
    own, visited = SchoolFactory(), SchoolFactory()
    person = head(own)
    monkeypatch.setattr(whom, "_more", [lambda hats, on: {visited.pk}])
    assert whom.schools_of(hats(person), on=ON) == {own.pk, visited.pk}
