"""Personal tokens: made and revoked on a page, used in a call."""

import datetime as dt
import re

import pytest
from django.test import Client
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import AccountFactory, appoint, head, operator, someone
from tests.sign_in import SignIn

from trigpoint.access.roles import Place, Role
from trigpoint.kernel import clock
from trigpoint.people import actions
from trigpoint.people.models import Account, Token

pytestmark = pytest.mark.django_db


def bearer(person: Account, **more: object) -> dict[str, str]:
    given = {"name": "a test", "days": 1, "may_write": True, "second_factor": True, **more}
    made = actions.tokens.make(actor=person, at=clock.now(), **given)  # type: ignore[arg-type]
    return {"Authorization": f"Bearer {made.text}"}


def test_a_token_is_shown_once_and_kept_as_a_hash(sign_in: SignIn) -> None:
    person = head()
    client = sign_in(person, second_factor=False)
    page = client.post("/account/tokens/", {"name": "Timetable", "days": "30", "may_write": "on"}).content.decode()
    text = re.search(r"trigpoint_[\w-]{43}", page)
    assert text is not None
    assert text[0] not in client.get("/account/tokens/").content.decode()
    token = Token.objects.get()
    assert (token.person, token.name, token.may_write, text[0] in str(vars(token))) == (
        person,
        "Timetable",
        True,
        False,
    )
    assert client.get("/api/me", headers={"Authorization": f"Bearer {text[0]}"}).json()["email"] == person.email


def test_the_page_leads_to_what_the_api_can_do(sign_in: SignIn) -> None:
    client = sign_in(head(), second_factor=False)
    link = re.search(r'href="([^"]*)">What the API can do', client.get("/account/tokens/").content.decode())
    assert link is not None
    assert client.get(link[1]).status_code == 200


def test_a_token_wears_the_hats_of_its_person(client: Client) -> None:
    person = head(SchoolFactory(name="Kestrel Lane Primary School"))
    (role,) = client.get("/api/me/roles", headers=bearer(person)).json()
    assert (role["role"], role["place_name"]) == (Role.HEAD, "Kestrel Lane Primary School")


@pytest.mark.parametrize("header", [None, "Bearer trigpoint_unknown", "Basic x", "Bearer", "Bearer  "])
def test_without_a_token_that_works_the_answer_is_401(client: Client, header: str | None) -> None:
    answer = client.get("/api/me", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_token(sign_in: SignIn) -> None:
    assert sign_in(head()).get("/api/me").status_code == 401


def test_an_expired_a_revoked_and_a_closed_accounts_token_are_of_no_use(client: Client) -> None:
    person = head()
    header = bearer(person)
    token = Token.objects.get()
    assert client.get("/api/me", headers=header).status_code == 200
    Token.objects.update(expires_at=clock.now() - dt.timedelta(seconds=1))
    assert client.get("/api/me", headers=header).status_code == 401
    Token.objects.update(expires_at=clock.now() + dt.timedelta(days=1))
    assert client.post(f"/api/me/tokens/{token.pk}/revoke", headers=header).status_code == 200
    assert client.get("/api/me", headers=header).status_code == 401
    header = bearer(person)
    actions.accounts.close_account(actor=operator(), at=clock.now(), person=person)
    assert client.get("/api/me", headers=header).status_code == 401


def test_a_reading_token_changes_nothing(client: Client) -> None:
    person = head(name="Daniel Osei")
    header = bearer(person, may_write=False)
    answer = client.put(
        "/api/me", {"name": "Somebody Else", "language": "en"}, content_type="application/json", headers=header
    )
    assert answer.status_code == 403
    assert "only read" in answer.json()["detail"]
    person.refresh_from_db()
    assert person.name == "Daniel Osei"


def test_a_token_made_without_a_second_factor_is_no_use_once_a_role_needs_one(client: Client) -> None:
    person = AccountFactory()
    header = bearer(person, second_factor=False)
    assert client.get("/api/me", headers=header).status_code == 200
    appoint(person, Role.OPERATOR)
    answer = client.get("/api/me", headers=header)
    assert answer.status_code == 403
    assert "second factor" in answer.json()["detail"]


def test_many_wrong_tokens_are_slowed_down(client: Client) -> None:
    wrong = {"Authorization": "Bearer trigpoint_x"}
    answers = [client.get("/api/me", headers=wrong).status_code for _ in range(31)]
    assert answers == [401] * 30 + [429]


def test_nobody_revokes_another_persons_token(sign_in: SignIn) -> None:
    other = head()
    bearer(other)
    client = sign_in(head(), second_factor=False)
    assert client.post(f"/account/tokens/{Token.objects.get().pk}/revoke/").status_code == 404
    assert Token.objects.get().revoked_at is None


def test_a_head_invites_and_ends_by_calls_with_the_refusals_of_the_pages(client: Client) -> None:
    school, network = SchoolFactory(), NetworkFactory()
    chief = head(school, network)
    given = {
        "email": "newcomer@alderbrook.example",
        "name": "Megan Hughes",
        "role": "staff",
        "place": "school",
        "place_id": str(school.pk),
        "network_id": str(network.pk),
    }
    header = bearer(chief)
    send = {"content_type": "application/json", "headers": header}
    made = client.post("/api/people/invitations", given, **send)  # type: ignore[arg-type]
    assert made.status_code == 200, made.content
    again = client.post("/api/people/invitations", given, **send)  # type: ignore[arg-type]
    assert (again.status_code, list(again.json()["errors"])) == (422, ["email"])
    refused = client.post("/api/people/invitations", {**given, "role": "head"}, **send)  # type: ignore[arg-type]
    assert refused.status_code == 403
    asked = f"/api/people?place=school&place_id={school.pk}&network_id={network.pk}"
    assert [row["role"] for row in client.get(asked, headers=header).json()] == ["head", "staff"]
    ended = client.post(f"/api/people/roles/{made.json()['id']}/end", **send)  # type: ignore[arg-type]
    assert ended.status_code == 200
    assert [row["role"] for row in client.get(asked, headers=header).json()] == ["head"]


def test_asvs_8_2_3_a_colleague_sees_names_and_no_addresses(client: Client) -> None:
    school, network = SchoolFactory(), NetworkFactory()
    head(school, network)
    teacher = someone(Role.STAFF, school, network)
    asked = f"/api/people?place=school&place_id={school.pk}&network_id={network.pk}"
    rows = client.get(asked, headers=bearer(teacher)).json()
    assert [row["email"] for row in rows] == ["", ""]


def test_asvs_8_4_1_another_networks_people_are_not_there(client: Client) -> None:
    school, network = SchoolFactory(), NetworkFactory()
    theirs = someone(Role.STAFF, school, network).appointments.get()
    header = bearer(head(school, NetworkFactory()))
    asked = f"/api/people?place=school&place_id={school.pk}&network_id={network.pk}"
    assert client.get(asked, headers=header).status_code == 404
    assert client.post(f"/api/people/roles/{theirs.pk}/end", headers=header).status_code == 404
    assert client.get(f"/api/people?place=network&place_id={network.pk}", headers=header).status_code == 404
    assert theirs.place == Place.SCHOOL
