"""What allauth asks us about: our words, our rules, and how a second factor's secret is kept."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation; whoever has none is told so by mail, never on the page."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "That is not the code that we sent. Look at the newest mail, or ask for a new code"
        ),
        "too_many_login_attempts": gettext_lazy("That was too many tries. Wait a few minutes, then ask for a new code"),
        "rate_limited": gettext_lazy("That was too many tries. Wait a minute, then try again"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        words = {
            "mfa_reauthenticate": _("Use your authenticator app or a recovery code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        found = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in found if method["id"] in words]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are kept under the installation's key: a copy of the database is not enough."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("That code does not fit. Codes change every 30 seconds: use the one shown now"),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Trigpoint"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 - allauth's name
        return _("My passkey")


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("people.second_factor", "", algorithm="sha256").digest()))
