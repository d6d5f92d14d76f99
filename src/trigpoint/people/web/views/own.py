"""A person's own page: name, language, roles, sessions and tokens."""

import uuid

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.people import actions, queries
from trigpoint.people.middleware import shown
from trigpoint.people.web.forms import OwnDetailsForm, TokenForm
from trigpoint.ui.web import act, show


def account(request: HttpRequest) -> HttpResponse:
    """Who I am here."""
    person = request.user
    form = OwnDetailsForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and act(form, actions.accounts.change_own_details, actor=person, at=clock.now()):
        messages.success(request, _("Saved: your name and language."))
        return redirect("people:account")
    roles = queries.rolls.of_person(person.pk, on=clock.today())
    return show(request, "people/account.html", {"form": form, "roles": roles})


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every other session; this one goes on."""
    person = actions.accounts.sign_out_everywhere(actor=request.user, at=clock.now())
    kept = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)
    update_session_auth_hash(request, person)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
    messages.success(request, _("Signed out everywhere else. Here you stay signed in."))
    return redirect("people:account")


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens for the API. A new one is shown in the answer to the form, and never again."""
    made = None
    form = TokenForm(request.POST or None)
    if request.method == "POST":
        made = act(form, actions.tokens.make, actor=request.user, at=clock.now(), second_factor=shown(request))
        form = TokenForm() if made else form
    held = queries.tokens.of_person(request.user.pk, at=clock.now())
    return show(request, "people/tokens.html", {"form": form, "made": made, "tokens": held})


@require_POST
def revoke_token(request: HttpRequest, token_id: uuid.UUID) -> HttpResponse:
    """Make one of my tokens useless."""
    token = actions.tokens.revoke(actor=request.user, at=clock.now(), token_id=token_id)
    messages.success(request, _("Revoked: %(name)s.") % {"name": token.name})
    return redirect("people:tokens")
