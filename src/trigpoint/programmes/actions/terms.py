"""The school terms of a network."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations.queries.networks import Network
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.models import Term
from trigpoint.programmes.queries import calendar
from trigpoint.programmes.rules import partnerships as rules


@action("programmes.set_terms", subject="network")
def set_terms(
    *, actor: Account | None, at: dt.datetime, network: Network, year: int, terms: list[calendar.Span]
) -> list[Term]:
    """
    Replace the terms of the school year that begins in September of `year`.

    Raises Unacceptable when a term ends before it starts, crosses another, or lies outside the year.
    """
    if actor is not None:
        rules.may_set_terms(hats_of(actor.pk, on=timezone.localdate(at)), network.pk).require()
    if not 2000 <= year <= 2099:
        raise Unacceptable({"year": [_("Give the year in which the school year begins, such as 2026.")]})
    ordered = sorted(terms, key=lambda term: term.starts_on)
    _check(year, ordered)
    Network.objects.select_for_update().get(pk=network.pk)
    Term.objects.filter(pk__in=[term.pk for term in calendar.terms(network.pk, year=year)]).delete()
    return Term.objects.bulk_create(
        Term(network=network, name=term.name.strip(), starts_on=term.starts_on, ends_on=term.ends_on)
        for term in ordered
    )


def _check(year: int, terms: list[calendar.Span]) -> None:
    wrong: list[str] = []
    first, last = dt.date(year, 8, 1), dt.date(year + 1, 7, 31)
    for number, term in enumerate(terms):
        words = {"name": term.name.strip() or _("A term without a name"), "year": f"{year}/{(year + 1) % 100:02}"}
        if not term.name.strip():
            wrong.append(_("Give each term a name."))
        if term.ends_on < term.starts_on:
            wrong.append(_("%(name)s ends before it starts.") % words)
        elif term.starts_on < first or term.ends_on > last:
            wrong.append(_("%(name)s lies outside the school year %(year)s.") % words)
        if number and term.starts_on <= terms[number - 1].ends_on:
            words["other"] = terms[number - 1].name
            wrong.append(_("%(name)s begins before %(other)s has ended.") % words)
    if not terms:
        wrong.append(_("A school year has at least one term."))
    if wrong:
        raise Unacceptable({"terms": wrong})
