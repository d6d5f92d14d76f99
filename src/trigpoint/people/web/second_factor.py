"""A second factor: an authenticator app or a passkey, and recovery codes for the day when neither is at hand."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import forms as base_forms
from allauth.mfa.base import views as base_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import forms as webauthn_forms
from allauth.mfa.webauthn import views as webauthn_views
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from trigpoint.people.web.sign_in import SaysStatus
from trigpoint.ui import panels

ONE_TIME = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}


def _code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Code from your authenticator app"),
        help_text=_("Six figures. A recovery code does as well."),
        max_length=40,
        widget=forms.TextInput(attrs={**ONE_TIME, "inputmode": "text"}),
        error_messages={"required": _("Give the code that your app shows")},
    )


class CodeForm(base_forms.AuthenticateForm):
    code = _code_field()


class AgainForm(base_forms.ReauthenticateForm):
    code = _code_field()


class AppForm(totp_forms.ActivateTOTPForm):
    code = forms.CharField(
        label=_("The code that the app shows now"),
        max_length=40,
        widget=forms.TextInput(attrs=ONE_TIME),
        error_messages={"required": _("Give the six figures that the app shows")},
    )


class PasskeyForm(webauthn_forms._BaseAddWebAuthnForm):  # noqa: SLF001 - the public one asks "passwordless?", which ours always are
    name = forms.CharField(
        label=_("What to call it"), help_text=_("Such as “School laptop” or “My phone”."), max_length=60, required=False
    )

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        return super().clean()


class NameForm(webauthn_forms.EditWebAuthnForm):
    name = forms.CharField(label=_("What to call it"), max_length=60)


class Authenticate(SaysStatus, base_views.AuthenticateView):
    form_class = CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"panels": panels.panels("sign_in", self.request)}


class Again(SaysStatus, base_views.ReauthenticateView):
    form_class = AgainForm


class AgainByPasskey(SaysStatus, webauthn_views.ReauthenticateWebAuthnView):
    template_name = "mfa/webauthn/reauthenticate.html"


class Overview(base_views.IndexView):
    """How you sign in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needed = self.request.hats.needs_second_factor
        return super().get_context_data(**kwargs) | {"needed": needed}


class AddApp(SaysStatus, totp_views.ActivateTOTPView):
    form_class = AppForm


class RemoveApp(totp_views.DeactivateTOTPView):
    pass


class AddPasskey(SaysStatus, webauthn_views.AddWebAuthnView):
    """A key that stays on the device and is opened by finger, face or PIN: two factors in one."""

    form_class = PasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        found["js_data"] = {"creation_options": webauthn.begin_registration(self.request.user, passwordless=True)}
        return found


class RemovePasskey(webauthn_views.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")


class RenamePasskey(SaysStatus, webauthn_views.EditWebAuthnView):
    form_class = NameForm
    success_url = reverse_lazy("mfa_index")


class SignInByPasskey(webauthn_views.LoginWebAuthnView):
    pass


@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: Any) -> HttpResponse:
    """Recovery codes are shown only to whoever has just used the second factor."""
    return recovery_views.view_recovery_codes(request)


class NewRecoveryCodes(SaysStatus, recovery_views.GenerateRecoveryCodesView):
    pass
