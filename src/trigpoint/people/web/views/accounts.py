"""Operators close accounts, and open them again."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people import actions, queries, rules
from trigpoint.people.queries.accounts import Account
from trigpoint.people.web.forms import FindForm
from trigpoint.ui.web import show


@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Look an account up by its whole address, which is posted so that it stands in no log."""
    rules.accounts.may_find(request.hats).require()
    form = FindForm(request.POST or None)
    context: dict[str, object] = {"form": form, "looked": False}
    if request.method == "POST" and form.is_valid():
        person = queries.accounts.any_by_email(form.cleaned_data["email"])
        roles = queries.rolls.of_person(person.pk, on=clock.today()) if person else []
        own = person == request.user
        context |= {"looked": True, "person": person, "roles": roles, "own": own}
    return show(request, "people/accounts.html", context)


@require_POST
def close(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    person = _person(request, person_id)
    actions.accounts.close_account(actor=request.user, at=clock.now(), person=person)
    messages.success(request, _("Closed: the account of %(name)s.") % {"name": person.name})
    return redirect("people:accounts")


@require_POST
def open_again(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    person = _person(request, person_id)
    actions.accounts.open_account(actor=request.user, at=clock.now(), person=person)
    messages.success(request, _("Opened: the account of %(name)s.") % {"name": person.name})
    return redirect("people:accounts")


def _person(request: HttpRequest, person_id: uuid.UUID) -> Account:
    rules.accounts.may_find(request.hats).require()
    found = queries.accounts.any_by_id(person_id)
    if found is None:
        raise Missing("no such person")
    return found
