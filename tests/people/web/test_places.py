"""The pages with the people of a place."""

import pytest
from django.test import Client
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import head, operator, someone
from tests.sign_in import SignIn, signed_in

from trigpoint.access.roles import Role
from trigpoint.messaging.models import Mail
from trigpoint.people.models import Account, Appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():  # type: ignore[no-untyped-def]
    return SchoolFactory(name="Alderbrook Primary School")


@pytest.fixture
def network():  # type: ignore[no-untyped-def]
    return NetworkFactory()


@pytest.fixture
def page(school, network) -> str:  # type: ignore[no-untyped-def]
    return f"/people/networks/{network.pk}/schools/{school.pk}/"


def test_a_head_invites_on_the_page_and_is_told(sign_in: SignIn, school, network, page: str) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(head(school, network), second_factor=False)
    assert "Invite someone" in client.get(page).content.decode()
    typed = {"email": "megan@alderbrook.example", "name": "Megan Hughes", "role": Role.SAFEGUARDING_LEAD}
    response = client.post(f"{page}invite/", typed)
    assert response.headers["Location"] == page
    text = client.get(page).content.decode()
    assert "Invited: Megan Hughes" in text
    assert "megan@alderbrook.example" in text
    assert Mail.objects.count() == 1


def test_what_was_typed_stays_when_something_is_to_be_put_right(sign_in: SignIn, school, network, page: str) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(head(school, network), second_factor=False)
    response = client.post(f"{page}invite/", {"email": "megan", "name": "Megan Hughes", "role": "staff"})
    assert response.status_code == 422
    assert 'value="Megan Hughes"' in response.content.decode()
    assert Mail.objects.count() == 0


def test_a_double_click_invites_once(sign_in: SignIn, school, network, page: str) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(head(school, network), second_factor=False)
    typed = {"email": "new@alderbrook.example", "name": "Megan Hughes", "role": "staff"}
    assert client.post(f"{page}invite/", typed).status_code == 302
    again = client.post(f"{page}invite/", typed)
    assert (again.status_code, "has this role already" in again.content.decode()) == (422, True)
    assert (Mail.objects.count(), Account.objects.filter(email="new@alderbrook.example").count()) == (1, 1)


def test_a_teacher_sees_colleagues_and_invites_nobody(sign_in: SignIn, school, network, page: str) -> None:  # type: ignore[no-untyped-def]
    chief = head(school, network, name="Amira Okafor")
    client = sign_in(someone(Role.STAFF, school, network), second_factor=False)
    text = client.get(page).content.decode()
    assert "Amira Okafor" in text
    assert chief.email not in text
    assert "Invite someone" not in text
    assert client.get(f"{page}invite/").status_code == 403
    assert client.get(f"/people/roles/{chief.appointments.get().pk}/").status_code == 403
    assert client.post(f"/people/roles/{chief.appointments.get().pk}/end/").status_code == 403


def test_people_of_another_school_or_network_find_nothing(school, network, page: str) -> None:  # type: ignore[no-untyped-def]
    theirs = head(school, network).appointments.get()
    for stranger in (head(SchoolFactory(), network), head(school, NetworkFactory())):
        client = signed_in(Client(), stranger, second_factor=False)
        for url in (page, f"{page}invite/", f"/people/roles/{theirs.pk}/"):
            assert client.get(url).status_code == 404, url
        assert client.post(f"/people/roles/{theirs.pk}/end/").status_code == 404


def test_ending_a_role_takes_effect_on_the_next_page(sign_in: SignIn, school, network, page: str) -> None:  # type: ignore[no-untyped-def]
    teacher = someone(Role.STAFF, school, network)
    theirs = signed_in(Client(), teacher, second_factor=False)
    assert theirs.get(page).status_code == 200
    client = sign_in(head(school, network), second_factor=False)
    response = client.post(f"/people/roles/{teacher.appointments.get().pk}/end/", follow=True)
    assert "is no longer" in response.content.decode()
    assert theirs.get(page).status_code == 404


def test_the_dates_of_a_role_are_changed_on_its_page(sign_in: SignIn, school, network) -> None:  # type: ignore[no-untyped-def]
    teacher = someone(Role.STAFF, school, network)
    client = sign_in(head(school, network), second_factor=False)
    url = f"/people/roles/{teacher.appointments.get().pk}/"
    assert client.post(url, {"ends_on-day": "31", "ends_on-month": "2", "ends_on-year": "2030"}).status_code == 422
    assert client.post(url, {"ends_on-day": "31", "ends_on-month": "7", "ends_on-year": "2030"}).status_code == 302
    assert str(teacher.appointments.get().ends_on) == "2030-07-31"


def test_an_operator_finds_every_network_and_invites_its_staff(sign_in: SignIn, network) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(operator())
    assert network.name in client.get("/people/").content.decode()
    typed = {"email": "grace@lapwing.example", "name": "Grace Adeyemi", "role": "programme_staff"}
    assert client.post(f"/people/networks/{network.pk}/invite/", typed).status_code == 302
    assert Appointment.objects.filter(role="programme_staff", network=network).count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    sign_in: SignIn,
    school,  # type: ignore[no-untyped-def]
    network,  # type: ignore[no-untyped-def]
    page: str,
    people: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    client = sign_in(head(school, network), second_factor=False)
    for _ in range(people):
        someone(Role.STAFF, school, network)
    with django_assert_num_queries(6):  # session, person, hats, school, its partnerships, roll
        client.get(page)


def test_the_own_page_lists_roles_and_takes_a_name(sign_in: SignIn, school, network) -> None:  # type: ignore[no-untyped-def]
    person = head(school, network)
    client = sign_in(person, second_factor=False)
    text = client.get("/account/").content.decode()
    assert "Headteacher" in text
    assert "Alderbrook Primary School" in text
    assert client.post("/account/", {"name": "", "language": "en"}).status_code == 422
    assert client.post("/account/", {"name": "Siân Ellis", "language": "cy"}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.language) == ("Siân Ellis", "cy")


def test_asvs_7_4_3_signing_out_elsewhere_ends_every_other_session(school, network) -> None:  # type: ignore[no-untyped-def]
    person = head(school, network)
    here, there = (signed_in(Client(), person, second_factor=False) for _ in range(2))
    assert here.post("/account/sign-out-elsewhere/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_staff_who_sign_out_elsewhere_need_no_second_factor_again_here(sign_in: SignIn) -> None:
    client = sign_in(operator())
    client.post("/account/sign-out-elsewhere/")
    assert client.get("/account/").status_code == 200
