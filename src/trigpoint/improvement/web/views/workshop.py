"""The improvement workshop: the record as its facilitator keeps it, and as the others read it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.improvement import actions, queries, rules
from trigpoint.improvement.actions.workshop import AttendanceEntry
from trigpoint.improvement.web import forms, presenters
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, show


@login_required
def workshop(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Show the record; save purpose and strengths."""
    scene = _scene(request, review_id)
    found = queries.workshop.find(scene)
    writing = bool(rules.visibility.may_write_workshop(scene))
    form = None
    if found and writing:
        form = forms.NotesForm(
            request.POST or None,
            initial={"purpose": found.purpose, "strengths": found.strengths, "version": found.version},
        )
        if request.method == "POST" and act(
            form, actions.workshop.save_notes, actor=request.user, at=clock.now(), workshop=found
        ):
            return _done(request, review_id, _("Saved."))
    return show(
        request, "improvement/workshop.html", presenters.workshop(scene, found) | {"form": form, "writing": writing}
    )


@login_required
@require_POST
def prepare(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Open the record and invite the team."""
    scene = _scene(request, review_id)
    actions.workshop.prepare(actor=request.user, at=clock.now(), review=scene.review)
    return _done(request, review_id, _("The {workshop} is open, and the whole {review_team} is on its list."))


@login_required
def people(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Say who came."""
    scene, found = _workshop(request, review_id)
    rules.visibility.may_write_workshop(scene).require()
    form = forms.AttendanceForm(request.POST or None, rows=found.attendances.all())
    if request.method == "POST" and form.is_valid():
        entries = [AttendanceEntry(attendance_id=a, came=b, absence_reason=c) for a, b, c in form.entries()]
        if act(
            form,
            actions.workshop.record_attendance,
            actor=request.user,
            at=clock.now(),
            workshop=found,
            entries=entries,
        ):
            return _done(request, review_id, _("Saved who was there."))
    context = presenters.base(scene) | {"form": form, "invite_form": forms.InviteForm()}
    return show(request, "improvement/workshop_people.html", context)


@login_required
@require_POST
def invite(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Invite somebody of the host's choice."""
    scene, found = _workshop(request, review_id)
    rules.visibility.may_write_workshop(scene).require()
    form = forms.InviteForm(request.POST)
    if act(form, actions.workshop.invite, actor=request.user, at=clock.now(), workshop=found):
        messages.success(request, _("Invited: %(post)s.") % {"post": form.cleaned_data["post"]})
        return redirect("improvement:workshop_people", review_id)
    context = presenters.base(scene) | {
        "form": forms.AttendanceForm(rows=found.attendances.all()),
        "invite_form": form,
    }
    return show(request, "improvement/workshop_people.html", context)


@login_required
def new_issue(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Take up an issue."""
    scene, found = _workshop(request, review_id)
    rules.visibility.may_write_workshop(scene).require()
    form = forms.IssueForm(request.POST or None, aspects=presenters.aspects(scene), one=scene.model.word("aspect"))
    if request.method == "POST":
        made = act(form, actions.workshop.add_issue, actor=request.user, at=clock.now(), workshop=found)
        if made:
            messages.success(request, _("Issue saved. Now ask why it is so."))
            return redirect("improvement:workshop_issue", review_id, made.pk)
    return show(request, "improvement/workshop_new_issue.html", presenters.base(scene) | {"form": form})


@login_required
def issue(request: HttpRequest, review_id: uuid.UUID, issue_id: uuid.UUID) -> HttpResponse:
    """An issue with its causes and options; change its words."""
    scene, found = _workshop(request, review_id)
    row = _among(found.issues.all(), issue_id)
    if request.method == "POST":
        rules.visibility.may_write_workshop(scene).require()
    form = forms.IssueForm(
        request.POST or None,
        aspects=presenters.aspects(scene),
        one=scene.model.word("aspect"),
        initial={"text": row.text, "aspect": row.aspect, "version": row.version},
    )
    if request.method == "POST" and act(
        form, actions.workshop.change_issue, actor=request.user, at=clock.now(), issue=row
    ):
        messages.success(request, _("Saved."))
        return redirect("improvement:workshop_issue", review_id, issue_id)
    return _issue_page(request, scene, row, form=form)


@login_required
@require_POST
def add_cause(request: HttpRequest, review_id: uuid.UUID, issue_id: uuid.UUID) -> HttpResponse:
    """Say why an issue is there."""
    scene, found = _workshop(request, review_id)
    rules.visibility.may_write_workshop(scene).require()
    row = _among(found.issues.all(), issue_id)
    form = forms.CauseForm(request.POST)
    if act(form, actions.workshop.add_cause, actor=request.user, at=clock.now(), issue=row):
        messages.success(request, _("Cause saved."))
        return redirect("improvement:workshop_issue", review_id, issue_id)
    return _issue_page(request, scene, row, cause_form=form)


@login_required
@require_POST
def add_option(request: HttpRequest, review_id: uuid.UUID, issue_id: uuid.UUID) -> HttpResponse:
    """Put an option on the table."""
    scene, found = _workshop(request, review_id)
    rules.visibility.may_write_workshop(scene).require()
    row = _among(found.issues.all(), issue_id)
    form = forms.OptionForm(request.POST)
    if act(form, actions.workshop.add_option, actor=request.user, at=clock.now(), issue=row):
        messages.success(request, _("Option saved."))
        return redirect("improvement:workshop_issue", review_id, issue_id)
    return _issue_page(request, scene, row, option_form=form)


@login_required
@require_POST
def decide(request: HttpRequest, review_id: uuid.UUID, option_id: uuid.UUID) -> HttpResponse:
    """Record what was decided about an option."""
    scene, found = _workshop(request, review_id)
    rules.visibility.may_write_workshop(scene).require()
    row = _among([option for issue in found.issues.all() for option in issue.options.all()], option_id)
    form = forms.DecisionForm(request.POST)
    if act(form, actions.workshop.decide_option, actor=request.user, at=clock.now(), option=row):
        messages.success(request, _("Decision saved."))
        return redirect("improvement:workshop_issue", review_id, row.issue_id)
    return _issue_page(request, scene, row.issue, decision=(row.pk, form))


@login_required
def hold(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Record that the workshop took place."""
    scene, found = _workshop(request, review_id)
    rules.visibility.may_write_workshop(scene).require()
    form = forms.HeldForm(request.POST or None, initial={"held_on": clock.today()})
    if request.method == "POST" and act(
        form, actions.workshop.hold, actor=request.user, at=clock.now(), workshop=found
    ):
        messages.success(request, _("The {workshop} is recorded. The {plan} is open."))
        return redirect("improvement:plan", review_id)
    return show(request, "improvement/workshop_held.html", presenters.workshop(scene, found) | {"form": form})


def _scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_workshop(scene).require()
    return scene


def _workshop(request: HttpRequest, review_id: uuid.UUID) -> tuple[Scene, Any]:
    scene = _scene(request, review_id)
    return scene, queries.workshop.get(scene)


def _among(rows: Any, row_id: uuid.UUID) -> Any:
    found = next((row for row in rows if row.pk == row_id), None)
    if found is None:
        raise Missing
    return found


def _issue_page(request: HttpRequest, scene: Scene, row: Any, **given: Any) -> HttpResponse:
    context = presenters.issue(scene, row, **given)
    return show(request, "improvement/workshop_issue.html", context)


def _done(request: HttpRequest, review_id: uuid.UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("improvement:workshop", review_id)
