"""The register: what it holds, finding a school, a school, and taking files in."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations import actions, rules
from trigpoint.organisations.actions.imports.report import Report
from trigpoint.organisations.queries import known
from trigpoint.organisations.queries import networks as founded
from trigpoint.organisations.queries import register as held
from trigpoint.organisations.queries import schools as finding
from trigpoint.organisations.queries.performance import school as performance
from trigpoint.organisations.web import presenters, results, waiting
from trigpoint.organisations.web.forms import ImportForm, NetworkForm
from trigpoint.ui.web import act, is_fragment, show

_MOST = 25


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """What the register holds, and for operators which files it is from."""
    hats = request.hats  # type: ignore[attr-defined]
    rules.may_look_up(hats).require()
    may_import = bool(rules.may_import(hats))
    counts = held.stats()
    context = {
        "total": counts["schools"],
        "holds_any": bool(counts["schools"] or counts["figures"]),
        "tables": presenters.stats(counts),
        "may_import": may_import,
        "files": presenters.files(held.files()) if may_import else [],
        "attribution": known.ATTRIBUTION,
        "licence": known.LICENCE,
    }
    return show(request, "organisations/register.html", context)


@require_GET
def schools(request: HttpRequest) -> HttpResponse:
    """Find a school; with scripts, as one types."""
    rules.may_look_up(request.hats).require()  # type: ignore[attr-defined]
    asked = request.GET.get("q", "").strip()
    found = finding.search(asked, limit=_MOST) if asked else []
    context = {"asked": asked, "found": presenters.found(found), "many": len(found) == _MOST}
    part = "organisations/schools_found.html" if is_fragment(request) else "organisations/schools.html"
    return show(request, part, context)


@require_GET
def suggest(request: HttpRequest) -> JsonResponse:
    """The likeliest ten, for a box that completes what is typed."""
    rules.may_look_up(request.hats).require()  # type: ignore[attr-defined]
    found = finding.search(request.GET.get("q", ""), limit=10, closed=request.GET.get("closed") != "no")
    return JsonResponse({"schools": [presenters.suggestion(school) for school in found]})


@require_GET
def school(request: HttpRequest, school_id: uuid.UUID) -> HttpResponse:
    """All that is known of one school, and since when."""
    rules.may_look_up(request.hats).require()  # type: ignore[attr-defined]
    found = finding.read(school_id)
    links = finding.links(found)
    ends = finding.by_urns({urn for link in links for urn in (link.urn, link.link_urn)})
    context = {
        "trail": presenters.trail(found.name),
        "school": found,
        "place": presenters.place(found),
        "numbers": presenters.known_rows(known.numbers(found)),
        "figures": presenters.known_rows(known.figures(found)),
        "facts": presenters.known_rows(known.facts(found)),
        "results": results.tables(performance.tables(found)),
        "address": known.address(found),
        "website": known.website(found),
        "history": presenters.history(found, links, ends),
        "groups": presenters.groups(finding.memberships(found), found.trust_id),
        "attribution": known.ATTRIBUTION,
        "licence": known.LICENCE,
    }
    return show(request, "organisations/school.html", context)


@require_GET
def file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """What became of one file that was taken in."""
    rules.may_import(request.hats).require()  # type: ignore[attr-defined]
    found = held.file(file_id)
    context = {"file": found, "counts": presenters.counts(found.counts), "trail": presenters.trail(found.name)}
    return show(request, "organisations/file.html", context)


def import_register(request: HttpRequest) -> HttpResponse:
    """Try files first, with a report; then take them in."""
    rules.may_import(request.hats).require()  # type: ignore[attr-defined]
    kept = waiting.found(request.session)
    form = ImportForm(request.POST or None, request.FILES or None, waiting=bool(kept))
    reports: list[Report] = []
    if request.method == "POST" and form.is_valid():
        new = [file for file in form.cleaned_data["chosen"] if file]
        brought = waiting.keep(request.session, new) if new else kept
        trial = request.POST.get("do") != "import"
        reports = [_one(request, file, as_of=form.cleaned_data["as_of"], dry_run=trial) for file in brought]
        if not trial:
            waiting.forget(request.session)
            if not any(report.error for report in reports):
                messages.success(request, _taken(reports))
                return redirect("organisations:register")
    context = {
        "trail": presenters.trail(_("Take files in")),
        "form": form,
        "reports": presenters.reports(reports),
        "waiting": [file.name for file in waiting.found(request.session)],
        "may_go_on": bool(reports) and not any(report.error for report in reports),
    }
    failed = any(report.error for report in reports)
    return show(request, "organisations/import.html", context, status=422 if failed else None)


def _one(request: HttpRequest, file: waiting.Brought, *, as_of: dt.date | None, dry_run: bool) -> Report:
    """Take one file in, or say in a report why it could not be."""
    try:
        return actions.register.import_register(
            actor=request.user,
            at=clock.now(),
            hats=request.hats,  # type: ignore[attr-defined]
            path=file.path,
            name=file.name,
            as_of=as_of,
            dry_run=dry_run,
        )
    except Unacceptable as problem:
        said = "; ".join(message for several in problem.errors.values() for message in several)
        return Report(file=file.name, dry_run=dry_run, error=said)


def _taken(reports: list[Report]) -> str:
    new = sum(report.created for report in reports)
    changed = sum(report.updated + report.closed for report in reports)
    files = ngettext("%(n)s file taken in", "%(n)s files taken in", len(reports)) % {"n": len(reports)}
    rows = _("%(new)s rows new, %(changed)s changed.") % {"new": f"{new:,}", "changed": f"{changed:,}"}
    return f"{files}: {rows}"


def networks(request: HttpRequest) -> HttpResponse:
    """The installation's networks, for its operators; found another one."""
    hats = request.hats  # type: ignore[attr-defined]
    rules.may_found_network(hats).require()
    form = NetworkForm(request.POST or None)
    if request.method == "POST":
        made = act(form, actions.networks.create, actor=request.user, at=clock.now(), hats=hats)
        if made:
            words = _("%(name)s is founded. Invite the staff who run its programmes under People.")
            messages.success(request, words % {"name": made.name})
            return redirect("organisations:networks")
    return show(request, "organisations/networks.html", {"networks": founded.every(), "form": form})
