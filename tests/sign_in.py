"""Signing in, for tests of what comes after it."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from trigpoint.kernel import clock
from trigpoint.people.models import Account
from trigpoint.people.queries.hats import hats_of

type SignIn = Callable[..., Client]


def signed_in(client: Client, person: Account, *, second_factor: bool | None = None) -> Client:
    """
    Sign the person in, as a code would; and, where a role of theirs needs it or `second_factor` says so, an app.

    The same client comes back, so that `signed_in(Client(), person).get(…)` reads in one line.
    """
    client.force_login(person)
    records: list[dict[str, Any]] = [{"method": "code", "at": time.time(), "email": person.email}]
    if second_factor is None:
        second_factor = hats_of(person.pk, on=clock.today()).needs_second_factor
    if second_factor:
        if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
            TOTP.activate(person, generate_totp_secret())
        records.append({"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True})
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()
    return client


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    """`sign_in(person)` signs in the test's own client; `sign_in(person, Client())` another one."""

    def run(person: Account, other: Client | None = None, *, second_factor: bool | None = None) -> Client:
        return signed_in(other or client, person, second_factor=second_factor)

    return run
