"""Every address, by everybody, of one's own network and of another: nobody opens what is not theirs."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.architecture import wording
from tests.architecture.access import ANYBODY, SIGNED_IN, Row
from tests.architecture.fingerprint import fingerprint
from tests.architecture.test_access import CONTEXTS, rows
from tests.factories import world as worlds
from tests.sign_in import signed_in
from trigpoint.ui import middleware

pytestmark = pytest.mark.django_db

REFUSED = {403, 404}
SHARED = {"framework", "inspection", "review_model", "person"}
"""Of the installation, not of a network: what is published to everybody, and accounts, which operators keep."""
ABSENT = {"set_aside", "correction", "passkey", "register_file", "run_file", "point", "take_away"}
"""Kinds of which the world has none: whoever asks for one is told that it isn't there."""
EMPTY = {"reviews:pack_file", "reviews:pack_expiry"}
"""What these show is not there in this world: the pack holds no file, and is closed by now."""

STRANGERS = ("host_head", "lead", "partnership_lead", "programme_staff")

OF_THE_HOST = {
    "host_head": {"head", "host_head", "school", "member", "lead"},
    "host_leader": {"senior_leader", "host_leader", "school", "member", "reviewer"},
    "host_staff": {"staff", "host_staff", "school"},
    "governor": {"governor", "host_governor", "school", "member"},
    "host_champion": {"champion", "host_champion", "school", "member", "facilitator"},
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
        return {who} if at_host or kinds & {"appointment", "signature"} else OF_A_PARTNER[who]
    if who == "associate" and kinds == {"programme"}:
        return set()  # of the partnership
    return {who}


def address(row: Row, ids: dict[str, Any]) -> str:
    return reverse(row.name, kwargs={name: ids[kind] for name, kind in row.kwargs.items()})


def ask(client: Client, row: Row, ids: dict[str, Any]) -> int:
    send = client.post if row.writes else client.get
    return send(address(row, ids)).status_code


def clients(people: dict[str, Any]) -> dict[str, Client]:
    """Everybody signed in, once."""
    return {who: signed_in(Client(raise_request_exception=False), person) for who, person in people.items()}


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[worlds.World]:
    """Lived through once for all contexts; what each test does to it is undone by its own transaction, inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(worlds.NOW, tick=False):
            lived = worlds.world()
        yield lived
        transaction.set_rollback(True)


@pytest.fixture
def world(lived: worlds.World, monkeypatch: pytest.MonkeyPatch) -> Iterator[worlds.World]:
    """A refusal is told by its status alone: the page that explains it is looked at in tests/ui/web, thousands less."""
    monkeypatch.setattr(middleware, "render", lambda request, page, said, status: HttpResponse(page, status=status))
    with time_machine.travel(worlds.NOW, tick=False):
        yield lived


@pytest.mark.parametrize("context", CONTEXTS)
def test_nobody_opens_what_is_not_theirs(context: str, world: worlds.World) -> None:
    wrong: list[str] = []
    ours = clients(world.people)
    theirs = clients({who: world.others[who] for who in STRANGERS})
    mine = [row for row in rows() if row.name.partition(":")[0] in (context, "") or _of(row, context)]
    for row in mine:
        kinds = set(row.kwargs.values())
        if row.parts in (ANYBODY, SIGNED_IN) or not kinds or kinds & ABSENT:
            continue
        before = fingerprint()
        for who, client in ours.items():
            status = ask(client, row, world.ids)
            allowed = bool(parts(who, row) & row.parts)
            missing = allowed and status == 404 and not row.writes and row.name not in EMPTY
            if status >= 500 or missing or (not allowed and status not in REFUSED):
                wrong.append(f"{row.name}: {status} to {who}, who {'may' if allowed else 'may not'} open it")
        if not kinds & SHARED:
            for who, client in theirs.items():
                status = ask(client, row, world.ids)
                if status != 404:
                    wrong.append(f"{row.name}: {status} instead of 404 to {who} of another network")
        if not row.writes and fingerprint() != before:
            wrong.append(f"{row.name}: a GET wrote something")
    assert not wrong, "\n" + "\n".join(wrong)


def _of(row: Row, context: str) -> bool:
    return context == "people" and ":" not in row.name


def test_an_object_that_is_nowhere_is_not_found(world: worlds.World) -> None:
    staff = clients({"staff": world.people["programme_staff"]})["staff"]
    nowhere = {**world.ids, "review": uuid.uuid4(), "partnership": uuid.uuid4(), "programme": uuid.uuid4()}
    for row in rows():
        if set(row.kwargs.values()) & {"review", "partnership", "programme"}:
            assert ask(staff, row, nowhere) == 404, row.name


WRITTEN = (
    "the whole profile",
    "Meeting with the headteacher",
    "how self-evaluation is done here",
    "pupils of schools in a similar position",
)
"""What the demonstration's people, the model's kinds of evidence and an inspectorate's framework say."""


def test_what_is_said_about_a_review_is_said_in_its_models_words(world: worlds.World) -> None:
    """Pages, refusals, what comes back from an empty form, and all mails; the model has a word for everything."""
    review = world.whole.review
    people = clients({who: world.people[who] for who in ("host_head", "lead", "partnership_lead")})
    content = [review.review_model.definition["summary"], *WRITTEN, *_texts(review.framework.definition)]
    found: set[str] = set()
    for row in rows():
        if "review" not in row.kwargs.values() or set(row.kwargs.values()) & ABSENT:
            continue
        for who, client in people.items():
            if who not in row.parts and (row.writes or who != "lead"):
                continue  # one refusal of a page is enough
            point = transaction.savepoint()
            where = address(row, world.ids)
            answer = client.post(where, follow=True) if row.writes else client.get(where)
            if answer.get("Content-Type", "").startswith("text/html"):
                found |= {f"{row.name}, {who}: {slip}" for slip in wording.slips(answer.content.decode(), content)}
            transaction.savepoint_rollback(point)
    for mail in apps.get_model("messaging.Mail").objects.filter(text__contains=str(review.pk)):
        found |= {f"mail: {slip}" for slip in wording.slips(f"{mail.subject}. {mail.text}", content)}
    assert not found, "\n" + "\n".join(sorted(found))


def _texts(value: Any) -> list[str]:
    """Every text in a framework, the longest first, so that none hides part of another."""
    match value:
        case str():
            found = [value]
        case dict():
            found = [text for inner in value.values() for text in _texts(inner)]
        case list():
            found = [text for inner in value for text in _texts(inner)]
        case _:
            found = []
    return sorted({text for text in found if " " in text or "-" in text}, key=len, reverse=True)
