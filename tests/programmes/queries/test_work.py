"""What a partnership asks of its people."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import hats, someone
from tests.factories.programmes import Group, partnership

from trigpoint.people.models import Appointment
from trigpoint.programmes.actions import agreements, partnerships
from trigpoint.programmes.models import Partnership
from trigpoint.programmes.queries import work

pytestmark = pytest.mark.django_db

ON = dt.date(2027, 1, 14)


def unsigned(at: dt.datetime, schools: int = 3) -> Group:
    group = partnership([SchoolFactory(name=f"School {n}") for n in range(schools)], signed=False)
    agreements.publish_defaults(actor=None, at=at, programme=group.programme)
    return group


def texts(person: object, *, on: dt.date = ON) -> list[str]:
    return [item.text for item in work.items(hats(person), on=on)]


def test_a_head_is_asked_to_sign_both_for_the_own_school(at: dt.datetime) -> None:
    group = unsigned(at)

    assert texts(group.heads[1]) == [
        "Memorandum of understanding: read and sign it for School 1.",
        "Data-sharing agreement: read and sign it for School 1.",
    ]
    assert texts(group.leaders[1]) == []


def test_the_lead_is_told_who_has_still_to_sign(at: dt.datetime) -> None:
    group = unsigned(at)
    (item,) = work.items(hats(group.lead), on=ON)

    assert item.text == "3 schools of Lapwing Partnership have agreements still to sign."
    assert item.detail == "School 0, School 1, School 2. Their data stay where they are until then."


def test_a_head_of_the_same_school_in_another_network_is_asked_nothing(at: dt.datetime) -> None:
    group, other = unsigned(at), partnership(name="Elsewhere")
    person = someone("head", group.schools[0], other.network)

    assert texts(person) == []


def test_the_lead_starts_the_next_cycle_in_time() -> None:
    group = partnership()

    assert texts(group.lead) == []
    assert texts(group.lead, on=dt.date(2027, 7, 20)) == ["Lapwing Partnership: start the next cycle."]


def test_a_paused_partnership_asks_for_no_cycle(at: dt.datetime) -> None:
    group = partnership()
    partnerships.pause(actor=group.lead, at=at, partnership=group.partnership, starts_on=ON)

    assert texts(group.lead, on=dt.date(2027, 7, 20)) == []


@pytest.mark.parametrize("model, asked", [("spp-benchmark", 1), ("cp-quality-assurance", 0)])
def test_a_head_names_a_champion_where_the_review_model_has_one(
    model: str, asked: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = partnership([SchoolFactory(name="School 0")], model=model)
    champion = Appointment.objects.filter(role="champion")

    assert texts(group.heads[0]) == []
    champion.update(network=NetworkFactory())
    assert texts(group.heads[0]) == ["Name the Improvement Champion of School 0"] * asked
    worn = hats(group.heads[0])
    with django_assert_num_queries(2):
        work.items(worn, on=ON)
    Partnership.objects.update(state="closed")
    assert texts(group.heads[0]) == []


@pytest.mark.parametrize("schools", [1, 3])
def test_the_list_asks_the_same_of_the_database_whatever_its_length(
    schools: int, at: dt.datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = unsigned(at, schools)
    worn = hats(group.lead)

    with django_assert_num_queries(2):
        work.items(worn, on=ON)
