"""Every address, by everybody, of one's own network and of another: nobody opens what is not theirs."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.access import ANYBODY, SIGNED_IN, Row
from tests.architecture.fingerprint import fingerprint
from tests.architecture.test_access import CONTEXTS, rows
from tests.factories import world as worlds
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

REFUSED = {403, 404}
SHARED = {"framework", "review_model"}
"""Published to everybody who has a role anywhere: nothing of a network is in them."""
ABSENT = {"set_aside", "correction", "passkey"}
"""Kinds of which the world has none: whoever asks for one is told that it isn't there."""
OWN = {"token"}
"""Things of one person: nobody else's exist."""

OF_THE_HOST = {
    "host_head": {"head", "host_head", "school", "member"},
    "host_leader": {"senior_leader", "host_leader", "school", "member"},
    "host_staff": {"staff", "host_staff", "school"},
    "governor": {"governor", "host_governor", "school", "member"},
    "host_champion": {"champion", "host_champion", "school", "member"},
}
OF_A_PARTNER = {
    "lead": {"head", "reviewer", "lead", "member"},
    "reviewer": {"senior_leader", "reviewer", "member"},
    "facilitator": {"champion", "reviewer", "facilitator", "member"},
}


def parts(who: str, row: Row) -> set[str]:
    """What a person of the world is to what this address names."""
    kinds = set(row.kwargs.values())
    if who in OF_THE_HOST:
        of_school = OF_THE_HOST[who]
        return {p for p in of_school if p.startswith("host_")} if "review" in kinds else of_school
    if who in OF_A_PARTNER:
        if "review" in kinds:
            return {who}
        at_host = "school" in kinds and "partnership" not in kinds and "cycle" not in kinds
        return {who} if at_host or "appointment" in kinds else OF_A_PARTNER[who]
    return {who}


def address(row: Row, ids: dict[str, Any]) -> str:
    return reverse(row.name, kwargs={name: ids[kind] for name, kind in row.kwargs.items()})


def ask(person: Any, row: Row, ids: dict[str, Any]) -> int:
    client = signed_in(Client(raise_request_exception=False), person)
    send = client.post if row.writes else client.get
    return send(address(row, ids)).status_code


@pytest.fixture
def world(time_machine: Any) -> worlds.World:
    time_machine.move_to(worlds.NOW)
    return worlds.world()


@pytest.mark.parametrize("context", CONTEXTS)
def test_nobody_opens_what_is_not_theirs(context: str, world: worlds.World) -> None:
    wrong: list[str] = []
    mine = [row for row in rows() if row.name.partition(":")[0] in (context, "") or _of(row, context)]
    for row in mine:
        kinds = set(row.kwargs.values())
        if row.parts in (ANYBODY, SIGNED_IN) or not kinds or kinds & ABSENT:
            continue
        for who, person in world.people.items():
            before = fingerprint()
            status = ask(person, row, world.ids)
            if not row.writes and fingerprint() != before:
                wrong.append(f"{row.name}: a GET by {who} wrote something")
            allowed = bool(parts(who, row) & row.parts)
            if status >= 500 or (allowed and status == 404) or (not allowed and status not in REFUSED):
                wrong.append(f"{row.name}: {status} to {who}, who {'may' if allowed else 'may not'} open it")
        if not kinds & SHARED:
            for who, person in world.others.items():
                status = ask(person, row, world.ids)
                if status != 404:
                    wrong.append(f"{row.name}: {status} instead of 404 to {who} of another network")
    assert wrong == []


def _of(row: Row, context: str) -> bool:
    return context == "people" and ":" not in row.name


def test_an_object_that_is_nowhere_is_not_found(world: worlds.World) -> None:
    nowhere = {**world.ids, "review": uuid.uuid4(), "partnership": uuid.uuid4(), "programme": uuid.uuid4()}
    for row in rows():
        if set(row.kwargs.values()) & {"review", "partnership", "programme"}:
            assert ask(world.people["programme_staff"], row, nowhere) == 404, row.name
