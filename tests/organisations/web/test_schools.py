"""Finding a school, and its page."""

import pytest
from tests.factories.organisations import SchoolFactory
from tests.factories.people import head
from tests.organisations.register_files import GROUPS, LINKS, SURREY, WALES_ODS, take
from tests.sign_in import SignIn

from trigpoint.organisations.models import School

pytestmark = pytest.mark.django_db


def test_a_school_is_found_by_name(sign_in: SignIn) -> None:
    school = SchoolFactory(name="Ysgol Pen y Môr", town="Aberwylan", postcode="LL99 1AA")
    page = sign_in(head()).get("/schools/", {"q": "pen y mor"}).content.decode()
    assert f"/schools/{school.pk}/" in page
    assert "Aberwylan, LL99 1AA" in page


def test_no_school_found_says_what_to_try(sign_in: SignIn) -> None:
    page = sign_in(head()).get("/schools/", {"q": "qqqqqq"}).content.decode()
    assert "No school is like that. Try fewer words, or its postcode." in page


def test_scripts_get_the_list_alone(sign_in: SignIn) -> None:
    SchoolFactory(name="Kestrel Lane Primary School")
    answer = sign_in(head()).get("/schools/", {"q": "kestrel"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Kestrel Lane Primary School" in text
    assert "<html" not in text


def test_a_box_that_completes_gets_json(sign_in: SignIn) -> None:
    school = SchoolFactory(name="Kestrel Lane Primary School", postcode="AB1 2CD")
    found = sign_in(head()).get("/schools/suggest/", {"q": "ab1 2cd"}).json()["schools"]
    assert [one["id"] for one in found] == [str(school.pk)]
    assert found[0]["href"] == f"/schools/{school.pk}/"


def test_the_page_of_a_school_says_what_is_known_since_when_and_by_whom(sign_in: SignIn) -> None:
    take(SURREY, GROUPS, LINKS)
    school = School.objects.get(urn=146264)
    page = sign_in(head()).get(f"/schools/{school.pk}/").content.decode()
    assert "Get Information about Schools (Department for Education), 20 January 2022" in page
    assert "Predecessor" in page
    assert "125095" in page
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in page


def test_the_page_of_a_welsh_school_has_both_names(sign_in: SignIn) -> None:
    take(WALES_ODS)
    school = School.objects.exclude(name_cy="").first()
    assert school is not None
    page = sign_in(head()).get(f"/schools/{school.pk}/").content.decode()
    assert "Address list of schools (Welsh Government), 10 April 2018" in page


def test_a_school_added_by_hand_has_a_page_too(sign_in: SignIn) -> None:
    page = sign_in(head()).get(f"/schools/{SchoolFactory(name='Alderbrook Primary School').pk}/").content.decode()
    assert "An invented school, for the demonstration." in page
    assert "Open Government Licence" not in page


@pytest.mark.parametrize("links", [1, 3])
def test_a_page_asks_the_same_number_of_queries(
    links: int, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    take(SURREY, LINKS)
    school = School.objects.filter(urn=146264).get()
    client = sign_in(head())
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        client.get(f"/schools/{school.pk}/")
