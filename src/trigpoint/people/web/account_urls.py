"""Signing in. The names are those by which allauth finds its own pages; what we don't use has no address."""

from allauth.account import views as account_views
from allauth.mfa.recovery_codes import views as recovery_views
from django.urls import path

from trigpoint.people.web import second_factor, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", sign_in.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/second-factor/", second_factor.Authenticate.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", second_factor.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("closed/", account_views.account_inactive, name="account_inactive"),
    path("by-invitation/", sign_in.ByInvitation.as_view(), name="account_signup"),
    path("again/", second_factor.Again.as_view(), name="mfa_reauthenticate"),
    path("again/passkey/", second_factor.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("security/", second_factor.Overview.as_view(), name="mfa_index"),
    path("security/app/", second_factor.AddApp.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", second_factor.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("security/passkeys/add/", second_factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/remove/", second_factor.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("security/passkeys/<int:pk>/rename/", second_factor.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("security/recovery-codes/", second_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("security/recovery-codes/new/", second_factor.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "security/recovery-codes/download/",
        recovery_views.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
