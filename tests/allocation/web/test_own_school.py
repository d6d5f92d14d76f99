"""A head keeps their own school's days: by forms, by file and by API; nobody else of the school does."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories import allocation as made
from tests.factories.programmes import Group
from tests.sign_in import signed_in

from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem import build
from trigpoint.people.actions import tokens
from trigpoint.people.models import Account
from trigpoint.programmes.models import Capacity, Window

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(time_machine: Any, at: dt.datetime) -> Group:
    time_machine.move_to(at)
    return made.placed(3)


def _page(group: Group, name: str = "own_school", *more: str) -> str:
    return reverse(f"allocation:{name}", args=[group.network.pk, group.schools[0].pk, *more])


def test_a_head_keeps_days_that_hold_in_the_next_proposal(group: Group, at: dt.datetime) -> None:
    head = signed_in(Client(), group.heads[0])
    assert _page(group) in head.get("/").content.decode()
    exams = {"form": "days", "kind": "exams", "starts_on": "2027-05-10", "ends_on": "2027-05-14", "note": "Year 6"}
    assert head.post(_page(group), exams).status_code == 302
    spare = {"most_away": "1", "cost_cap": "", "needs": "", "version": "0"}
    assert head.post(_page(group), spare).status_code == 302
    assert "Year 6" in head.get(_page(group)).content.decode()
    problem = build(made.scope(group), Options(), on=at.date()).problem
    school = next(one for one in problem.schools if one.id == str(group.schools[0].pk))
    assert (school.max_away, [span.first for span in school.blocked]) == (1, [dt.date(2027, 5, 10)])
    assert head.post(_page(group, "remove_school_days"), {"window": Window.objects.get().pk}).status_code == 302
    assert not Window.objects.exists()


def test_a_file_of_days_is_looked_at_first(group: Group) -> None:
    head = signed_in(Client(), group.heads[0])
    name = group.schools[0].name
    text = f"school,kind,first_day,last_day,note\n{name},inset,2027-02-01,2027-02-01,\n{name},party,2027-02-02,,\n"
    text += f"{group.schools[1].name},inset,2027-02-01,2027-02-01,\n"
    page = head.post(_page(group, "bring_own"), {"file": SimpleUploadedFile("days.csv", text.encode())})
    assert (page.context["changes"], page.context["mistakes"]) == (1, 2)
    assert not Window.objects.exists()
    taken = {"do": "take", "taken": page.context["kept"]}
    assert head.post(_page(group, "bring_own"), taken).status_code == 302
    assert list(Window.objects.values_list("school", "kind")) == [(group.schools[0].pk, "inset")]
    assert "inset" in head.get(_page(group, "take_own", "days")).content.decode()
    assert head.get(_page(group, "take_own", "workbook")).content.startswith(b"PK")
    assert head.get(_page(group, "take_own", "people")).status_code == 404


@pytest.mark.parametrize("name", ["own_school", "bring_own"])
def test_nobody_else_of_the_school_does(group: Group, name: str) -> None:
    assert signed_in(Client(), group.leaders[0]).get(_page(group, name)).status_code == 403
    assert signed_in(Client(), group.heads[1]).get(_page(group, name)).status_code == 404
    assert signed_in(Client(), group.lead).get(_page(group, name)).status_code == 200


def test_the_api_keeps_them_by_the_same_rules(group: Group, at: dt.datetime) -> None:
    base = f"/api/networks/{group.network.pk}/schools/{group.schools[0].pk}"
    days = {"kind": "busy", "starts_on": "2027-03-01", "ends_on": "2027-03-05"}
    head, other = (_caller(person, at) for person in group.heads[:2])
    added = head.post(f"{base}/days", days, content_type="application/json")
    assert added.status_code in (200, 201), added.content
    assert [row["kind"] for row in head.get(f"{base}/days").json()] == ["busy"]
    assert other.get(f"{base}/days").status_code == 404
    assert other.post(f"{base}/days", days, content_type="application/json").status_code == 404
    capacity = {"most_away": 2, "cost_cap": None, "needs": []}
    assert head.put(f"{base}/capacity", capacity, content_type="application/json").status_code == 200
    assert Capacity.objects.get().most_away == 2
    assert head.delete(f"{base}/days/{Window.objects.get().pk}").status_code in (200, 204)
    assert not Window.objects.exists()


def _caller(person: Account, at: dt.datetime) -> Client:
    token = tokens.make(actor=person, at=at, name="Test", days=30, may_write=True)
    return Client(headers={"Authorization": f"Bearer {token.text}"})
