"""A partnership: its schools, people, agreements and cycles."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.organisations import rules as organisation_rules
from trigpoint.organisations.actions import schools as school_actions
from trigpoint.organisations.queries import by_id, schools
from trigpoint.programmes.actions import cycles, members
from trigpoint.programmes.actions import partnerships as actions
from trigpoint.programmes.queries import membership, overview, scope
from trigpoint.programmes.queries.scope import Standpoint
from trigpoint.programmes.rules import partnerships as rules
from trigpoint.programmes.web.forms import programmes as forms
from trigpoint.programmes.web.presenters import programmes as presenters
from trigpoint.ui import paging
from trigpoint.ui.web import act, is_fragment, show

MOST_FOUND = 12


def partnerships(request: HttpRequest) -> HttpResponse:
    """The person's partnerships; the page of the only one when there is one."""
    found = overview.partnerships_for(request.hats)
    page = Paginator(found, paging.PER_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and "all" not in request.GET:
        return redirect("programmes:partnership", page.object_list[0].pk)
    rows = presenters.rows(overview.rows(list(page.object_list), on=clock.today()))
    runs = scope.programmes_run_by(request.hats).exists()
    return show(request, "programmes/partnerships.html", {"page": page, "rows": rows, "runs": runs})


def partnership(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Everything about one partnership that the person may know."""
    view = _load(request, partnership_id)
    if view.only_own:
        return show(request, "programmes/left_partnership.html", presenters.left(view))
    return show(request, "programmes/partnership.html", presenters.partnership(view))


def create(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Found a partnership in a programme."""
    programme = scope.runs(request.hats, programme_id)
    form = forms.PartnershipForm(request.POST or None)
    if request.method == "POST":
        made = act(form, actions.create, actor=request.user, at=clock.now(), programme=programme)
        if made:
            messages.success(request, _("The partnership is founded. Now add its schools and name its lead."))
            return redirect("programmes:partnership", made.pk)
    return show(request, "programmes/create_partnership.html", {"form": form, "programme": programme})


def rename(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Give a partnership another name."""
    view = _led(request, partnership_id)
    initial = {"name": view.partnership.name, "version": view.partnership.version}
    form = forms.RenameForm(request.POST or None, initial=initial)
    return _change(
        request, view, form, actions.rename, title=_("Change the name"), said=_("Saved the partnership's name.")
    )


def pause(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Let a partnership rest from a day."""
    view = _led(request, partnership_id)
    form = forms.PauseForm(request.POST or None, initial={"starts_on": clock.today()})
    return _change(
        request,
        view,
        form,
        actions.pause,
        title=_("Pause this partnership"),
        said=_("The partnership pauses. Nothing is lost; it goes on from where it is."),
    )


def resume(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Let a paused partnership go on."""
    view = _led(request, partnership_id)
    form = forms.ResumeForm(request.POST or None, initial={"resumes_on": clock.today()})
    said = _("The partnership goes on.")
    return _change(request, view, form, actions.resume, title=_("Go on after the pause"), said=said)


def close(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Close a partnership for good."""
    view = _load(request, partnership_id)
    rules.may_run(
        view.hats, network_id=view.partnership.network_id, programme_id=view.partnership.programme_id
    ).require()
    form = forms.EmptyForm(request.POST or None)
    said = _("The partnership is closed. Its schools keep what is theirs.")
    return _change(request, view, form, actions.close, title=_("Close this partnership"), said=said)


def join(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Find a school as its name is typed, and make it a member from a day."""
    view = _led(request, partnership_id)
    if view.model.subject.kind == "trust":
        return _join_trust(request, view)
    school = _school(request.POST.get("school") or request.GET.get("school", ""))
    form = forms.JoinForm(request.POST or None, initial={"joined_on": clock.today(), "school": school and school.pk})
    if request.method == "POST" and school is not None:
        given = {"partnership": view.partnership, "school": school}
        if act(form, members.join, actor=request.user, at=clock.now(), **given):
            return _done(request, view, _("%(school)s has joined.") % {"school": school.name})
    asked = request.GET.get("q", "").strip()
    context = {
        "view": view,
        "here": reverse("programmes:add_member", args=[partnership_id]),
        "form": form if school else None,
        "school": school,
        "asked": asked,
        "found": schools.search(asked, limit=MOST_FOUND, closed=False) if asked and not school else [],
        "may_add": organisation_rules.may_add_school(view.hats),
    }
    template = "programmes/found_schools.html" if is_fragment(request) else "programmes/add_member.html"
    return show(request, template, context)


def _join_trust(request: HttpRequest, view: Standpoint) -> HttpResponse:
    """The same for a trust, where the programme's reviews look at trusts."""
    given = request.POST.get("trust_uid") or request.GET.get("trust", "")
    trust = schools.trust(int(given)) if given.isdecimal() and len(given) < 10 else None
    form = forms.JoinTrustForm(
        request.POST or None, initial={"joined_on": clock.today(), "trust_uid": trust and trust.uid}
    )
    found = {"partnership": view.partnership}
    if request.method == "POST" and act(form, members.join_trust, actor=request.user, at=clock.now(), **found):
        return _done(request, view, _("The trust has joined."))
    asked = request.GET.get("q", "").strip()
    context = {
        "view": view,
        "here": reverse("programmes:add_member", args=[view.partnership.pk]),
        "form": form if trust or request.method == "POST" else None,
        "trust": trust,
        "asked": asked,
        "found": schools.trusts(asked, limit=MOST_FOUND) if asked and not trust else [],
    }
    return show(request, "programmes/add_trust.html", context)


def add_school(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Add a school that the register does not have, then go on to make it a member."""
    view = _led(request, partnership_id)
    organisation_rules.may_add_school(view.hats).require()
    form = forms.SchoolForm(request.POST or None)
    if request.method == "POST":
        made = act(form, school_actions.add_school, actor=request.user, at=clock.now(), hats=view.hats)
        if made:
            here = reverse("programmes:add_member", args=[partnership_id])
            return redirect(f"{here}?school={made.pk}")
    title = _("A school that the register does not have")
    return show(request, "programmes/change_partnership.html", {"view": view, "form": form, "title": title})


def _school(given: str) -> by_id.School | None:
    try:
        return by_id.school(uuid.UUID(given))
    except ValueError:
        return None


def leave(request: HttpRequest, partnership_id: uuid.UUID, membership_id: uuid.UUID) -> HttpResponse:
    """Give a school's membership its last day."""
    view = _led(request, partnership_id)
    row = membership.one(view.partnership, membership_id)
    form = forms.LeaveForm(request.POST or None, initial={"left_on": row.left_on or clock.today()})
    if request.method == "POST" and act(form, members.leave, actor=request.user, at=clock.now(), membership=row):
        return _done(request, view, _("Saved the school's last day. It keeps reading what is its own."))
    title = _("%(school)s leaves") % {"school": row.school.name}
    return show(request, "programmes/change_partnership.html", {"view": view, "form": form, "title": title})


def start_cycle(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Start the next cycle."""
    view = _led(request, partnership_id)
    form = forms.CycleForm(request.POST or None, initial=presenters.next_cycle(view))
    said = _("The cycle is started. Now plan each school's review.")
    return _change(request, view, form, cycles.start, title=_("Start a cycle"), said=said)


def change_cycle(request: HttpRequest, partnership_id: uuid.UUID, cycle_id: uuid.UUID) -> HttpResponse:
    """Change a cycle's name and days."""
    view = _led(request, partnership_id)
    cycle = next((c for c in overview.cycles(view.partnership) if c.pk == cycle_id), None)
    if cycle is None:
        raise Missing
    initial = {"name": cycle.name, "starts_on": cycle.starts_on, "ends_on": cycle.ends_on}
    form = forms.CycleForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(form, cycles.change, actor=request.user, at=clock.now(), cycle=cycle):
        return _done(request, view, _("Saved the cycle."))
    title = _("Cycle %(name)s") % {"name": cycle.name}
    return show(request, "programmes/change_partnership.html", {"view": view, "form": form, "title": title})


def _load(request: HttpRequest, partnership_id: uuid.UUID) -> Standpoint:
    return scope.load(request.hats, partnership_id, on=clock.today())


def _led(request: HttpRequest, partnership_id: uuid.UUID) -> Standpoint:
    view = _load(request, partnership_id)
    rules.may_lead(view).require()
    return view


def _change(request: HttpRequest, view: Standpoint, form: Any, action: Any, *, title: str, said: str) -> HttpResponse:
    if request.method == "POST" and act(form, action, actor=request.user, at=clock.now(), partnership=view.partnership):
        return _done(request, view, said)
    return show(request, "programmes/change_partnership.html", {"view": view, "form": form, "title": title})


def _done(request: HttpRequest, view: Standpoint, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("programmes:partnership", view.partnership.pk)
