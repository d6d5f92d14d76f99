"""An action as a call: its request is its signature, its refusals are problems."""

import dataclasses
import datetime as dt
import json
import uuid
from typing import Any

import pytest
from django.db import DataError
from django.http import HttpRequest
from ninja import NinjaAPI, Router, Schema
from ninja.security import HttpBearer
from ninja.testing import TestClient

from trigpoint.kernel.errors import Missing, NeedsReason, Refused, Stale, Unacceptable
from trigpoint.kernel.guards import Breach
from trigpoint.people.queries.accounts import Account
from trigpoint.ui.api import answer_problems, expose

REVIEW = uuid.UUID("7b0c1f6e-4d0a-4d5e-9a1e-0a4c2b7f0001")
KEY = {"Authorization": "Bearer key"}


class Key(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return "Amira" if token == "key" else None


@dataclasses.dataclass(frozen=True)
class Row:
    pk: uuid.UUID
    version: int = 1


@dataclasses.dataclass(frozen=True)
class Sight:
    kind: str
    seen_on: dt.date
    note: str = ""


def find_review(request: HttpRequest, review_id: uuid.UUID) -> Row:
    if review_id != REVIEW:
        raise Missing
    return Row(review_id, version=3)


def find_person(request: HttpRequest, review: Row, person_id: uuid.UUID) -> str:
    return f"{person_id.hex[:4]} in {review.pk.hex[:4]}"


seen: list[dict[str, Any]] = []


def appoint(
    *,
    actor: str,
    at: dt.datetime,
    review: Row,
    person: str,
    seat: str,
    days: int = 2,
    until_on: dt.date | None = None,
    sights: tuple[Sight, ...] = (),
    reason: str = "",
) -> Row:
    """Give someone a seat."""
    if seat == "refuse":
        raise Refused("Only the lead may.", guard="G1")
    if seat == "why" and not reason:
        raise NeedsReason([Breach(guard="G4", message="They met last year.", hard=False)])
    if seat == "stale":
        raise Stale("Megan saved first.", current={"seat": "lead", "on": dt.date(2026, 11, 21), "version": 4})
    if seat == "words":
        raise Unacceptable({"seat": ["Choose a seat"]})
    if seat == "long":
        raise DataError("value too long")
    if seat == "fall":
        raise ZeroDivisionError("a seat among nobody")
    seen.append({"actor": actor, "at": at, "review": review, "person": person, "days": days, "sights": sights})
    return review


DEEP: list[Any] = []
for _n in range(300):
    DEEP = [DEEP]


def nudge(*, actor: object, at: dt.datetime, review: Row, reason: str = "as usual") -> Row:
    """Nothing needs to be said."""
    seen.append({"review": review, "reason": reason})
    return review


def client(action: Any = appoint, **options: Any) -> TestClient:
    router = Router()
    given = {"resolve": {"review": find_review, "person": find_person}, "operation_id": "reviews.appoint", **options}
    expose(router, "POST", "/reviews/{uuid:review_id}/team", action, **given)
    api = NinjaAPI(auth=Key(), urls_namespace=uuid.uuid4().hex)
    answer_problems(api)
    api.add_router("", router)
    return TestClient(api)


def post(body: dict[str, Any], *, review: object = REVIEW, headers: Any = KEY) -> Any:
    body = {"person_id": str(uuid.UUID(int=1)), **body}
    return client().post(f"/reviews/{review}/team", json=body, headers=headers)


def said(response: Any) -> Any:
    assert response.headers["Content-Type"] == "application/problem+json"
    return json.loads(response.content)


def test_a_call_runs_the_action_as_the_tokens_person() -> None:
    seen.clear()
    answer = post({"seat": "lead", "days": 3, "sights": [{"kind": "lesson", "seen_on": "2026-11-21"}]})
    assert (answer.status_code, answer.json()) == (200, {"id": str(REVIEW), "version": 3})
    (call,) = seen
    assert (call["actor"], call["days"], call["person"]) == ("Amira", 3, "0000 in 7b0c")
    assert call["sights"] == (Sight(kind="lesson", seen_on=dt.date(2026, 11, 21)),)
    assert call["at"].tzinfo is not None


def test_the_schema_names_the_action_and_all_it_takes() -> None:
    router = Router()
    expose(
        router,
        "POST",
        "/reviews/{uuid:review_id}/team",
        appoint,
        resolve={"review": find_review, "person": find_person},
        operation_id="reviews.appoint",
    )
    api = NinjaAPI(urls_namespace=uuid.uuid4().hex)
    api.add_router("", router)
    schema = api.get_openapi_schema(path_prefix="")
    call = schema["paths"]["/reviews/{review_id}/team"]["post"]
    assert (call["operationId"], call["summary"], call["description"]) == (
        "reviews.appoint",
        "Appoint",
        "Give someone a seat.",
    )
    body = schema["components"]["schemas"]["ReviewsAppoint"]
    assert set(body["properties"]) == {"person_id", "seat", "days", "until_on", "sights", "reason"}
    assert body["required"] == ["seat", "person_id"]


def test_nobody_without_a_token_gets_in() -> None:
    answer = post({"seat": "lead"}, headers={})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert said(answer)["type"] == "urn:trigpoint:problem:unauthorised"


def test_a_fault_of_ours_is_noted_and_said_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    answer = post({"seat": "fall"})
    assert (answer.status_code, said(answer)["type"]) == (500, "urn:trigpoint:problem:fault")
    assert "nobody" not in answer.content.decode()
    assert "a seat among nobody" in caplog.text


@pytest.mark.parametrize(
    "body, status, expected",
    [
        ({"seat": "refuse"}, 403, {"detail": "Only the lead may.", "guard": "G1"}),
        ({"seat": "why"}, 403, {"breaches": [{"guard": "G4", "message": "They met last year."}], "guard": "G4"}),
        ({"seat": "stale"}, 409, {"current": {"seat": "lead", "on": "2026-11-21", "version": 4}}),
        ({"seat": "words"}, 422, {"errors": {"seat": ["Choose a seat"]}}),
        ({"seat": "long"}, 422, {"type": "urn:trigpoint:problem:unacceptable"}),
        ({}, 422, {"errors": {"seat": ["Give this"]}}),
        ({"seat": "lead", "days": "x"}, 422, {"errors": {"days": ["Give a whole number"]}}),
        ({"seat": "lead", "seats": 1}, 422, {"errors": {"seats": ["This call does not know this"]}}),
        ({"seat": "a\ud800b"}, 422, {"errors": {"seat": ["This holds a character that can’t be kept. Type it again"]}}),
        ({"seat": "lead", "sights": [{"a\x00": 1}]}, 422, {"type": "urn:trigpoint:problem:unacceptable"}),
        ({"seat": "lead", "sights": DEEP}, 422, {"errors": {"sights": ["This is nested too deeply to be read"]}}),
        ({"seat": "a\x00b"}, 422, {"errors": {"seat": ["This holds a character that can’t be kept. Type it again"]}}),
    ],
)
def test_a_refusal_is_a_problem(body: dict[str, Any], status: int, expected: dict[str, Any]) -> None:
    answer = post(body)
    told = said(answer)
    assert (answer.status_code, told["status"]) == (status, status)
    assert {key: told[key] for key in expected} == expected


def test_a_reason_carries_a_soft_guard() -> None:
    assert post({"seat": "why", "reason": "Nobody else is free"}).status_code == 200


def test_where_nothing_needs_to_be_said_the_body_may_be_left_out() -> None:
    seen.clear()
    asked = client(nudge, resolve={"review": find_review}, operation_id="reviews.nudge")
    assert asked.post(f"/reviews/{REVIEW}/team", headers=KEY).status_code == 200
    assert asked.post(f"/reviews/{REVIEW}/team", json={"reason": "late"}, headers=KEY).status_code == 200
    assert [call["reason"] for call in seen] == ["as usual", "late"]


def test_what_one_may_not_know_of_is_not_there() -> None:
    answer = post({"seat": "lead"}, review=uuid.uuid4())
    assert (answer.status_code, said(answer)["type"]) == (404, "urn:trigpoint:problem:missing")


def test_a_body_that_is_no_json_is_said_to_be_unreadable() -> None:
    answer = client().post(f"/reviews/{REVIEW}/team", data="{", headers=KEY)
    assert (answer.status_code, said(answer)["type"]) == (400, "urn:trigpoint:problem:unreadable")


def test_an_answer_of_its_own() -> None:
    class Seat(Schema):
        seat: str

    answer = client(response=Seat, answer=lambda row: {"seat": f"of {row.version}"}).post(
        f"/reviews/{REVIEW}/team", json={"person_id": str(uuid.uuid4()), "seat": "lead"}, headers=KEY
    )
    assert answer.json() == {"seat": "of 3"}


def test_a_row_that_nothing_finds_is_told_at_once() -> None:
    def rename(*, actor: str, at: dt.datetime, person: Account) -> None:
        """Rename."""

    with pytest.raises(TypeError, match="say in `resolve` how person is found"):
        expose(Router(), "POST", "/people", rename, operation_id="people.rename")
