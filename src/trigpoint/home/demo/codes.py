"""The second factor of the demonstration's staff: shown to everybody, as nothing in a demonstration is secret."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt

from trigpoint.people.queries.accounts import Account


def enrol(person: Account) -> None:
    """Give the person an authenticator app's secret, once."""
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        auth.TOTP.activate(person, auth.generate_totp_secret())


def current() -> list[tuple[str, str]]:
    """Name and current code of everybody who has one."""
    counter = int(time.time()) // auth.app_settings.TOTP_PERIOD
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user").order_by("user__name")
    return [
        (row.user.name, auth.format_hotp_value(auth.hotp_value(decrypt(row.data["secret"]), counter))) for row in rows
    ]
