"""What people and schools can give: one's own, and, for those who plan, everybody's of a cycle."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.allocation.actions import availability as actions
from trigpoint.allocation.queries import pins as queries
from trigpoint.allocation.queries.facts import Facts
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.forms import AbsenceForm, ConflictForm, ReadinessForm
from trigpoint.allocation.web.presenters import people as presenters
from trigpoint.allocation.web.presenters import starts
from trigpoint.allocation.web.views import own_school
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import networks
from trigpoint.people.queries import readiness
from trigpoint.programmes.actions import school_days as school_actions
from trigpoint.programmes.queries import school_days as day_queries
from trigpoint.reviews.queries import conflicts as conflict_queries
from trigpoint.ui.web import act, show


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """To the network that one is in; the first by name where there are several."""
    found = networks.by_ids(asking.hats(request).networks)
    if not found:
        raise Missing
    return redirect("allocation:own", found[0].pk)


@login_required
def own(request: HttpRequest, network_id: uuid.UUID) -> HttpResponse:
    """What one can give oneself, and when one is away."""
    network = networks.by_id(network_id)
    if network is None or network_id not in asking.hats(request).networks:
        raise Missing
    page = _keep(request, request.user, network)
    if page is None:
        return redirect("allocation:own", network_id)
    return show(request, "allocation/own.html", {**page, "network": network})


@login_required
@require_POST
def remove_absence(request: HttpRequest, network_id: uuid.UUID) -> HttpResponse:
    """They can come on these days after all: said by the person, or by who plans for them."""
    row = readiness.absence(asking.posted_id(request, "absence"))
    if row is None or row.network_id != network_id:
        raise Missing
    cycle_id = asking.posted_id(request, "cycle") if request.POST.get("cycle") else None
    actions.take_back_absence(actor=request.user, at=clock.now(), absence=row)  # type: ignore[arg-type]  # signed in
    messages.success(request, _("Saved. Those days are free again."))
    if row.person_id != request.user.pk and cycle_id:
        return redirect("allocation:person", cycle_id, row.person_id)
    return redirect("allocation:own", network_id)


@login_required
def people(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """Everybody of the pool and every school, with what each can give; and all of it as files."""
    scope = asking.cycle(request, cycle_id)
    return show(request, "allocation/people.html", presenters.listed(queries.facts(scope, on=clock.today())))


@login_required
def person(request: HttpRequest, cycle_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """One person's, kept by somebody who plans for them."""
    scope = asking.cycle(request, cycle_id)
    known = _known(queries.facts(scope, on=clock.today()), person_id)
    page = _keep(request, known.account, scope.network)
    if page is None:
        return redirect("allocation:person", cycle_id, person_id)
    trail = starts.trail(scope, (_("What people can give"), _people(cycle_id)))
    context = {"name": known.account.name, "network": scope.network, "cycle_id": cycle_id, "trail": trail}
    return show(request, "allocation/person.html", {**page, **context})


@login_required
def conflict(request: HttpRequest, cycle_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Write down that somebody can't review a school."""
    scope = asking.cycle(request, cycle_id)
    facts = queries.facts(scope, on=clock.today())
    known = _known(facts, person_id)
    schools = {host.school.pk: host.school for host in facts.hosts}
    form = ConflictForm(request.POST or None, schools=[(pk, school.name) for pk, school in schools.items()])
    if request.method == "POST" and form.is_valid():
        given = {"network": scope.network, "person": known.account, "school": schools[form.cleaned_data["school"]]}
        if act(form, actions.note_conflict, actor=request.user, at=clock.now(), **given):
            messages.success(request, _("Saved. They won't be proposed for this school."))
            return redirect("allocation:people", cycle_id)
    trail = starts.trail(scope, (_("What people can give"), _people(cycle_id)))
    page = {"name": known.account.name, "form": form, "trail": trail, "back": _people(cycle_id)}
    return show(request, "allocation/conflict.html", page)


@login_required
@require_POST
def lift(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """End what those who plan have written down."""
    scope = asking.cycle(request, cycle_id)
    row = conflict_queries.one(asking.posted_id(request, "conflict"))
    if row is None:
        raise Missing
    actions.lift_conflict(actor=request.user, at=clock.now(), network=scope.network, conflict=row)  # type: ignore[arg-type]
    messages.success(request, _("Saved. They can be proposed for this school again."))
    return redirect("allocation:people", cycle_id)


@login_required
def school(request: HttpRequest, cycle_id: uuid.UUID, school_id: uuid.UUID) -> HttpResponse:
    """A school's own days, and what it can spare."""
    scope = asking.cycle(request, cycle_id)
    facts = queries.facts(scope, on=clock.today())
    found = facts.schools.get(school_id)
    if found is None:
        raise Missing
    forms = own_school.keep(request, scope.network, found)
    if forms is None:
        return redirect("allocation:school", cycle_id, school_id)
    windows = [presenters.window(w) for w in facts.windows.get(school_id, ())]
    trail = starts.trail(scope, (_("What people and schools can give"), _people(cycle_id)))
    page = {"school": found, "windows": windows, "cycle_id": cycle_id, "trail": trail}
    return show(request, "allocation/school.html", {**page, **forms})


@login_required
@require_POST
def school_days(request: HttpRequest, cycle_id: uuid.UUID, school_id: uuid.UUID) -> HttpResponse:
    """Let the network's calendar hold on these days again."""
    scope = asking.cycle(request, cycle_id)
    row = day_queries.window(asking.posted_id(request, "window"))
    if row is None or row.network_id != scope.network.pk or row.school_id != school_id:
        raise Missing
    school_actions.remove_window(actor=request.user, at=clock.now(), window=row)  # type: ignore[arg-type]  # signed in
    messages.success(request, _("Saved."))
    return redirect("allocation:school", cycle_id, school_id)


def _keep(request: HttpRequest, account: Any, network: Any) -> dict[str, Any] | None:
    """The two forms about one person; None once something was saved."""
    ready = readiness.of(account.pk, network.pk)
    is_absence = request.POST.get("form") == "absence"
    form = ReadinessForm(None if is_absence else request.POST or None, initial=presenters.readiness_values(ready))
    absence = AbsenceForm(request.POST if is_absence else None)
    if request.method == "POST":
        given = {"actor": request.user, "at": clock.now(), "network": network, "person": account}
        chosen, action = (absence, actions.say_absence) if is_absence else (form, actions.say_readiness)
        if act(chosen, action, **given):
            messages.success(request, _("Saved. It holds from the next proposal on."))
            return None
    away = readiness.absences_of([account.pk], network_id=network.pk, since=clock.today()).get(account.pk, [])
    return {
        "form": form,
        "absence": absence,
        "away": [presenters.absence(row) for row in away],
        "seen_by": _("Seen by the person and by those who plan, and by nobody else."),
    }


def _known(facts: Facts, person_id: uuid.UUID) -> Any:
    found = next((person for person in facts.people if person.account.pk == person_id), None)
    if found is None:
        raise Missing
    return found


def _people(cycle_id: uuid.UUID) -> str:
    return reverse("allocation:people", args=[cycle_id])
