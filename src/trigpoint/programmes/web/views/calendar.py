"""The school year of a network: its terms and bank holidays."""

import datetime as dt
import uuid
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing, Unacceptable
from trigpoint.organisations.queries import networks
from trigpoint.programmes.actions import terms as actions
from trigpoint.programmes.queries import calendar as queries
from trigpoint.programmes.rules import partnerships as rules
from trigpoint.programmes.web.forms import programmes as forms
from trigpoint.ui.web import show

MOST_TERMS = 8


def calendar(request: HttpRequest, network_id: uuid.UUID, year: int) -> HttpResponse:
    """A school year, month by month, with what is no school day and why."""
    network = _network(request, network_id, year)
    found = queries.calendar(network_id)
    context = {
        "network": network,
        "year": year,
        "name": _name(year),
        "terms": found.terms(year),
        "is_usual": not queries.terms(network_id, year=year),
        "bank_holidays": found.bank_holidays(year),
        "months": [_month(found, year, number) for number in (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)],
        "may_change": rules.may_set_terms(request.hats, network_id),
        "today": clock.today(),
    }
    return show(request, "programmes/calendar.html", context)


def terms(request: HttpRequest, network_id: uuid.UUID, year: int) -> HttpResponse:
    """Set the terms of a school year; one without any begins with the usual dates."""
    network = _network(request, network_id, year)
    rules.may_set_terms(request.hats, network_id).require()
    spans = queries.calendar(network_id).terms(year)
    make: Any = django_forms.formset_factory(
        forms.TermForm,
        formset=forms.TermFormSet,
        extra=1,
        max_num=MOST_TERMS,
        absolute_max=MOST_TERMS * 2,
        can_delete=True,
        can_delete_extra=False,
    )
    initial = [{"name": span.name, "starts_on": span.starts_on, "ends_on": span.ends_on} for span in spans]
    formset = make(request.POST or None, initial=initial, prefix="terms")
    refused: list[str] = []
    if request.method == "POST" and formset.is_valid():
        chosen = [form.span() for form in formset if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        try:
            actions.set_terms(
                actor=request.user,
                at=clock.now(),
                network=network,
                year=year,
                terms=chosen,
            )
        except Unacceptable as error:
            refused = [message for found in error.errors.values() for message in found]
        else:
            messages.success(request, _("Saved the terms of %(year)s.") % {"year": _name(year)})
            return redirect("programmes:calendar", network_id, year)
    context = {"network": network, "year": year, "name": _name(year), "formset": formset, "refused": refused}
    faulty = refused or formset.is_bound
    return show(request, "programmes/terms.html", context, status=422 if faulty else None)


def _network(request: HttpRequest, network_id: uuid.UUID, year: int) -> networks.Network:
    network = networks.by_id(network_id)
    if network is None or network_id not in request.hats.networks or not 2000 <= year <= 2099:
        raise Missing
    return network


def _name(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def _month(found: queries.Calendar, year: int, number: int) -> dict[str, Any]:
    of = year if number >= 9 else year + 1
    return {"first": dt.date(of, number, 1), "weeks": found.month(of, number)}
