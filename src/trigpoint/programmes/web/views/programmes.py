"""A programme for its staff: partnerships, policy, priorities, standings."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import networks
from trigpoint.programmes.actions import programmes as actions
from trigpoint.programmes.queries import overview, review_models, scope
from trigpoint.programmes.queries import priorities as priority_queries
from trigpoint.programmes.queries import standings as standing_queries
from trigpoint.programmes.rules import partnerships as rules
from trigpoint.programmes.web.forms import programmes as forms
from trigpoint.programmes.web.presenters import models as model_words
from trigpoint.programmes.web.presenters import programmes as presenters
from trigpoint.ui import paging
from trigpoint.ui.web import act, is_fragment, show


def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes that the person runs, and where another one may be set up."""
    hats: Any = request.hats
    page = Paginator(overview.programmes(hats), paging.PER_PAGE).get_page(request.GET.get("page"))
    staffed = [network for network in networks.by_ids(hats.networks) if rules.may_create_programme(hats, network.pk)]
    if not staffed and not page.object_list:
        raise Missing
    return show(request, "programmes/programmes.html", {"page": page, "networks": staffed})


def create(request: HttpRequest, network_id: uuid.UUID) -> HttpResponse:
    """Set up a programme."""
    hats: Any = request.hats
    network = networks.by_id(network_id)
    if network is None or network_id not in hats.networks:
        raise Missing
    rules.may_create_programme(hats, network_id).require()
    form = forms.NewProgrammeForm(request.POST or None, models=model_words.choices())
    if request.method == "POST" and form.is_valid():
        model = review_models.one(uuid.UUID(form.cleaned_data["review_model"]))
        made = act(form, actions.create, actor=request.user, at=clock.now(), network=network, review_model=model)
        if made:
            messages.success(request, _("The programme is set up, with the two agreements that come with Trigpoint."))
            return redirect("programmes:programme", made.pk)
    return show(request, "programmes/create_programme.html", {"form": form, "network": network})


def programme(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """One programme: its partnerships, and what it has set."""
    found = scope.runs(request.hats, programme_id)
    page = Paginator(overview.partnerships_of(found), paging.PER_PAGE).get_page(request.GET.get("page"))
    context = presenters.programme(found, on=clock.today())
    rows = overview.rows(list(page.object_list), on=clock.today())
    return show(request, "programmes/programme.html", context | {"page": page, "rows": presenters.rows(rows)})


def settings(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The programme's name and its policy switches."""
    found = scope.runs(request.hats, programme_id)
    named = presenters.named_readers(found)
    form = forms.SettingsForm(request.POST or None, initial=presenters.settings(found), by_model=bool(named))
    if request.method == "POST" and act(form, actions.change, actor=request.user, at=clock.now(), programme=found):
        return _done(request, programme_id, _("Saved the programme's settings."))
    return show(request, "programmes/settings.html", {"programme": found, "form": form, "named": named})


def use_model(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Which published review model the programme uses from now on."""
    found = scope.runs(request.hats, programme_id)
    initial = {"review_model": str(found.review_model_id), "version": found.version}
    form = forms.ModelForm(request.POST or None, models=model_words.choices(), initial=initial)
    if request.method == "POST" and form.is_valid():
        model = review_models.one(uuid.UUID(form.cleaned_data["review_model"]))
        if act(form, actions.use_model, actor=request.user, at=clock.now(), programme=found, review_model=model):
            return _done(request, programme_id, _("Reviews planned from now on use this model."))
    return show(request, "programmes/use_model.html", {"programme": found, "form": form})


def priorities(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Improvement priorities that all schools of the programme share."""
    found = scope.runs(request.hats, programme_id)
    form = forms.PriorityForm(request.POST or None)
    if request.method == "POST" and act(
        form, actions.add_priority, actor=request.user, at=clock.now(), programme=found
    ):
        messages.success(request, _("Plans can serve this priority from now on."))
        return redirect("programmes:priorities", programme_id)
    listed = priority_queries.active(programme_id)
    return show(request, "programmes/priorities.html", {"programme": found, "form": form, "priorities": listed})


@require_POST
def retire_priority(request: HttpRequest, programme_id: uuid.UUID, priority_id: uuid.UUID) -> HttpResponse:
    """Stop offering a priority."""
    found = scope.runs(request.hats, programme_id)
    priority = priority_queries.one(found, priority_id)
    actions.retire_priority(actor=request.user, at=clock.now(), priority=priority)
    messages.success(request, _("New plans are not offered this priority any more; those that name it keep it."))
    return redirect("programmes:priorities", programme_id)


def standings(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The standing that the programme gives each school, over time; a school is found as its name is typed."""
    found, on = scope.runs(request.hats, programme_id), clock.today()
    asked = request.GET.get("q", "").strip()
    finding = {
        "here": reverse("programmes:standings", args=[programme_id]),
        "asked": asked,
        "found": standing_queries.schools_found(found, asked, on=on) if asked else [],
    }
    if is_fragment(request) and request.method == "GET":
        return show(request, "programmes/found_schools.html", finding)
    school = standing_queries.school_of(found, request.POST.get("school") or request.GET.get("school", ""), on=on)
    form = forms.StandingForm(request.POST or None, initial={"starts_on": on, "school": school and school.pk})
    if request.method == "POST" and school is None:
        form.add_error(None, _("Find one of the programme's schools first."))
    elif request.method == "POST":
        given = {"programme": found, "school": school}
        if act(form, actions.set_standing, actor=request.user, at=clock.now(), **given):
            messages.success(request, _("Saved the school's standing."))
            return redirect("programmes:standings", programme_id)
    page = Paginator(standing_queries.standings(found), paging.PER_PAGE).get_page(request.GET.get("page"))
    rows = presenters.standings(page, on=on)
    context = {"programme": found, "form": form, "school": school, "page": page, "standings": rows}
    return show(request, "programmes/standings.html", context | finding)


def end_standing(request: HttpRequest, programme_id: uuid.UUID, standing_id: uuid.UUID) -> HttpResponse:
    """Give a standing its last day."""
    found = scope.runs(request.hats, programme_id)
    standing = standing_queries.one(found, standing_id)
    form = forms.EndForm(request.POST or None, initial={"ends_on": clock.today()})
    if request.method == "POST" and act(
        form, actions.end_standing, actor=request.user, at=clock.now(), standing=standing
    ):
        messages.success(request, _("Saved the standing's last day."))
        return redirect("programmes:standings", programme_id)
    return show(request, "programmes/end_standing.html", {"programme": found, "form": form, "standing": standing})


def _done(request: HttpRequest, programme_id: uuid.UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("programmes:programme", programme_id)
