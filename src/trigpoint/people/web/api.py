"""Calls about people: oneself, whom to invite, and one's tokens."""

import datetime as dt
import uuid

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.access.roles import Place
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people import actions, queries, rules
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.rolls import Appointment
from trigpoint.ui.api import Problem, expose

router = Router()

PROBLEMS = {frozenset({401, 403, 404}): Problem}


class RoleOut(Schema):
    """One appointment. `email` is empty for those who may not see addresses."""

    appointment_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    email: str
    role: str
    role_label: str
    place: str
    place_id: uuid.UUID | None
    place_name: str
    network_id: uuid.UUID | None
    starts_on: dt.date
    ends_on: dt.date | None
    trained_until: dt.date | None


class Me(Schema):
    id: uuid.UUID
    name: str
    email: str
    language: str
    needs_second_factor: bool


class Invited(Schema):
    """The appointment that was made, and whose it is."""

    id: uuid.UUID
    person_id: uuid.UUID
    starts_on: dt.date
    ends_on: dt.date | None
    trained_until: dt.date | None


class TokenOut(Schema):
    id: uuid.UUID
    name: str
    may_write: bool
    expires_at: dt.datetime
    last_used_at: dt.datetime | None


class ContactsOut(Schema):
    """Whom to tell in one school, by name."""

    school_id: uuid.UUID
    school: str
    telephone: str
    leads: list[str]
    deputies: list[str]
    heads: list[str]
    chairs: list[str]


@router.get("/me", operation_id="people.me", response={200: Me, **PROBLEMS}, summary="Who the token acts for")
def me(request: HttpRequest) -> Me:
    person: Account = request.auth
    return Me(
        id=person.pk,
        name=person.name,
        email=person.email,
        language=person.language,
        needs_second_factor=request.hats.needs_second_factor,
    )


@router.get(
    "/me/roles",
    operation_id="people.my_roles",
    response={200: list[RoleOut], **PROBLEMS},
    summary="What one does, where, and until when",
)
def my_roles(request: HttpRequest) -> list[queries.rolls.Entry]:
    return queries.rolls.of_person(request.auth.pk, on=clock.today())


@router.get(
    "/people",
    operation_id="people.roll",
    response={200: list[RoleOut], **PROBLEMS},
    summary="Who does what at a place",
)
def roll(
    request: HttpRequest, place: Place, place_id: uuid.UUID | None = None, network_id: uuid.UUID | None = None
) -> list[queries.rolls.Entry]:
    """`network_id` is needed where the place is a school: its people differ from network to network."""
    on, hats = clock.today(), request.hats
    where = queries.places.find(place, place_id, network_id, on=on)
    if not rules.appointing.may_see_people(hats, where):
        raise Missing("not this person's to know of")
    addresses = bool(rules.appointing.may_see_addresses(hats, where))
    return queries.rolls.roll(where, on=on, addresses=addresses)


@router.get(
    "/me/tokens", operation_id="people.my_tokens", response={200: list[TokenOut], **PROBLEMS}, summary="One's tokens"
)
def my_tokens(request: HttpRequest) -> list[queries.tokens.Held]:
    return queries.tokens.of_person(request.auth.pk, at=clock.now())


@router.get(
    "/worried-about-a-child",
    operation_id="people.safeguarding",
    response={200: list[ContactsOut], **PROBLEMS},
    summary="Whom to tell in each of one's schools",
)
def safeguarding(request: HttpRequest) -> list[queries.safeguarding.Contacts]:
    on = clock.today()
    schools = queries.safeguarding.schools_of(request.hats, on=on)
    return queries.safeguarding.safeguarding(schools, on)


def _appointment(request: HttpRequest, appointment_id: uuid.UUID) -> Appointment:
    """One that is the person's to know of. Seats on reviews are not found here."""
    found = queries.rolls.appointment(appointment_id)
    if found is None or found.place == Place.REVIEW:
        raise Missing("no such appointment")
    where = queries.places.find(found.place, found.place_id, found.network_id, on=clock.today())
    if not rules.appointing.may_see_people(request.hats, where):
        raise Missing("not this person's to know of")
    return found


def _person(request: HttpRequest, person_id: uuid.UUID) -> Account:
    """Any account, for those who may close and open accounts; nobody else learns which there are."""
    rules.accounts.may_close(request.hats, person_id).require()
    found = queries.accounts.any_by_id(person_id)
    if found is None:
        raise Missing("no such person")
    return found


expose(router, "POST", "/people/invitations", actions.invitations.invite, response=Invited, answer=lambda made: made)
expose(
    router,
    "PUT",
    "/people/roles/{uuid:appointment_id}",
    actions.invitations.change_role,
    resolve={"appointment": _appointment},
)
expose(
    router,
    "POST",
    "/people/roles/{uuid:appointment_id}/end",
    actions.invitations.end_role,
    resolve={"appointment": _appointment},
)
expose(router, "PUT", "/me", actions.accounts.change_own_details)
expose(router, "POST", "/me/tokens/{uuid:token_id}/revoke", actions.tokens.revoke)
expose(
    router,
    "POST",
    "/people/accounts/{uuid:person_id}/close",
    actions.accounts.close_account,
    resolve={"person": _person},
)
expose(
    router,
    "POST",
    "/people/accounts/{uuid:person_id}/open",
    actions.accounts.open_account,
    resolve={"person": _person},
)
