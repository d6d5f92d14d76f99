"""Pages about people and their roles."""

from django.urls import path

from trigpoint.access.roles import Place
from trigpoint.people.web.views import accounts, own, places, worried

app_name = "people"

urlpatterns = [
    path("account/", own.account, name="account"),
    path("account/sign-out-elsewhere/", own.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("account/tokens/", own.tokens, name="tokens"),
    path("account/tokens/<uuid:token_id>/revoke/", own.revoke_token, name="revoke_token"),
    path("worried-about-a-child/", worried.worried, name="worried"),
    path("people/", places.index, name="people"),
    path("people/accounts/", accounts.find, name="accounts"),
    path("people/accounts/<uuid:person_id>/close/", accounts.close, name="close_account"),
    path("people/accounts/<uuid:person_id>/open/", accounts.open_again, name="open_account"),
    path("people/roles/<uuid:appointment_id>/", places.role, name="role"),
    path("people/roles/<uuid:appointment_id>/end/", places.end, name="end_role"),
    *(
        path(f"people/{address}/{page}", view, {"place": place}, name=f"{prefix}{place}")
        for place, address in (
            (Place.INSTALLATION, "installation"),
            (Place.NETWORK, "networks/<uuid:place_id>"),
            (Place.PROGRAMME, "programmes/<uuid:place_id>"),
            (Place.PARTNERSHIP, "partnerships/<uuid:place_id>"),
            (Place.SCHOOL, "networks/<uuid:network_id>/schools/<uuid:place_id>"),
        )
        for page, prefix, view in (("", "", places.people), ("invite/", "invite_", places.invite))
    ),
]
