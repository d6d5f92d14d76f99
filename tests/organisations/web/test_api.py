"""The register through calls."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.people import head, operator
from tests.organisations.register_files import LAYOUT_2024, SURREY, take

from trigpoint.kernel import clock
from trigpoint.organisations.models import School
from trigpoint.people import actions
from trigpoint.people.models import Account

pytestmark = pytest.mark.django_db


def bearer(person: Account) -> dict[str, str]:
    made = actions.tokens.make(actor=person, at=clock.now(), name="a test", days=1, may_write=True, second_factor=True)
    return {"Authorization": f"Bearer {made.text}"}


def test_schools_are_found_and_read(client: Client) -> None:
    take(SURREY)
    given = bearer(head())
    found = client.get("/api/schools", {"q": "weydon"}, headers=given).json()
    assert found[0]["urn"] == 136531
    whole = client.get(f"/api/schools/{found[0]['id']}", headers=given).json()
    assert whole["trust_name"] == "WEYDON MULTI ACADEMY TRUST"
    assert whole["figures"][0]["as_of"] == "2022-01-20"
    assert client.get("/api/schools/by-urn/136531", headers=given).json() == whole
    assert client.get("/api/schools/by-urn/1", headers=given).status_code == 404


def test_operators_take_files_in(client: Client) -> None:
    file = SimpleUploadedFile(LAYOUT_2024.name, LAYOUT_2024.read_bytes())
    answer = client.post("/api/register/files", {"file": file, "dry_run": "true"}, headers=bearer(operator()))
    assert (answer.status_code, answer.json()["created"], answer.json()["dry_run"]) == (200, 8, True)
    assert School.objects.filter(urn__isnull=False).count() == 0
    file.seek(0)
    answer = client.post("/api/register/files", {"file": file}, headers=bearer(operator()))
    assert answer.json()["created"] == 8
    assert client.get("/api/register", headers=bearer(head())).json()["schools"] == 8


def test_others_are_refused_with_the_reason(client: Client) -> None:
    file = SimpleUploadedFile(LAYOUT_2024.name, LAYOUT_2024.read_bytes())
    answer = client.post("/api/register/files", {"file": file}, headers=bearer(head()))
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Only an operator takes files into the register."


def test_an_unknown_file_is_a_problem(client: Client) -> None:
    file = SimpleUploadedFile("x.csv", b"a,b\n1,2\n")
    answer = client.post("/api/register/files", {"file": file}, headers=bearer(operator()))
    assert answer.status_code == 422
    assert "header is none that we know" in answer.json()["errors"]["file"][0]
