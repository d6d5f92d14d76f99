"""What people have to do about people."""

import datetime as dt

import pytest
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import hats, head, someone

from trigpoint.access.hats import Hat, Hats
from trigpoint.access.roles import Place, Role
from trigpoint.people.queries.work import items

pytestmark = pytest.mark.django_db
ON = dt.date(2027, 1, 14)


def test_a_head_is_asked_to_name_whom_the_school_has_not_named(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    school, network = SchoolFactory(name="Kestrel Lane Primary School"), NetworkFactory()
    worn = hats(head(school, network), on=ON)
    with django_assert_num_queries(2):
        found = items(worn, on=ON)
    assert [item.text for item in found] == ["Name the designated safeguarding lead of Kestrel Lane Primary School"]
    assert found[0].url == f"/people/networks/{network.pk}/schools/{school.pk}/invite/"
    someone(Role.SAFEGUARDING_LEAD, school, NetworkFactory())
    assert items(worn, on=ON) == found
    someone(Role.SAFEGUARDING_LEAD, school, network)
    assert items(worn, on=ON) == []


@pytest.mark.parametrize("days, told", [(90, 1), (91, 0), (-5, 1)])
def test_training_that_runs_out_is_told(days: int, told: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    trained = Hat(
        role=Role.REVIEWER,
        place=Place.PARTNERSHIP,
        place_id=None,
        network_id=None,
        trained_until=ON + dt.timedelta(days=days),
    )
    with django_assert_num_queries(0):
        assert len(items(Hats(person_id=None, worn=(trained,)), on=ON)) == told
