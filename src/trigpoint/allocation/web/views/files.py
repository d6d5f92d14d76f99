"""What people and schools can give, as files: take them away, bring them back, see what they would do first."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from trigpoint.allocation.actions import files as actions
from trigpoint.allocation.queries import pins as queries
from trigpoint.allocation.queries import plan_sheet
from trigpoint.allocation.queries import sheets as tables
from trigpoint.allocation.queries.readings import readings
from trigpoint.allocation.queries.sheets import Known, Line
from trigpoint.allocation.web import asking
from trigpoint.allocation.web.forms import FileForm
from trigpoint.allocation.web.presenters import starts
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Unacceptable
from trigpoint.kernel.files import MEDIA_TYPES
from trigpoint.ui.web import show

SALT = "allocation.file"
SHOWN = 300


@login_required
@require_GET
def take(request: HttpRequest, cycle_id: uuid.UUID, kind: str) -> HttpResponse:
    """One table as CSV, or all of them as a workbook."""
    return given(queries.facts(asking.cycle(request, cycle_id), on=clock.today()), kind)


def given(known: Known, kind: str, *, sheets: Sequence[str] = ()) -> HttpResponse:
    """One table as CSV, or several (all, unless told) as a workbook."""
    if kind == "workbook":
        answer = HttpResponse(tables.workbook(known, sheets), content_type=MEDIA_TYPES["xlsx"])
        name = "school.xlsx" if sheets else "people-and-schools.xlsx"
    else:
        answer = HttpResponse(tables.table(known, kind), content_type="text/csv; charset=utf-8")
        name = f"{kind}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_GET
def plan(request: HttpRequest, schedule_id: uuid.UUID, ending: str) -> HttpResponse:
    """Dates and teams, as CSV or for Excel."""
    draft = asking.draft(request, schedule_id)
    if ending == "xlsx":
        answer = HttpResponse(plan_sheet.workbook(draft), content_type=MEDIA_TYPES["xlsx"])
    else:
        answer = HttpResponse(plan_sheet.table(draft), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="dates-and-teams.{ending}"'
    return answer


@login_required
def bring(request: HttpRequest, cycle_id: uuid.UUID) -> HttpResponse:
    """Show what each row of a file would do; then do it."""
    scope = asking.cycle(request, cycle_id)
    people = reverse("allocation:people", args=[cycle_id])
    return looked_at_first(
        request,
        queries.facts(scope, on=clock.today()),
        lambda lines: actions.take_in(actor=request.user, at=clock.now(), scope=scope, lines=lines),  # type: ignore[arg-type]
        back=people,
        trail=starts.trail(scope, (_("What people and schools can give"), people)),
    )


def looked_at_first(
    request: HttpRequest,
    known: Known,
    take_in: Callable[[list[Line]], int],
    *,
    back: str,
    trail: list[dict[str, str]],
) -> HttpResponse:
    """The page of a file: first what it would do, row by row; then it is done, as it was shown."""
    form = FileForm(request.POST or None, request.FILES or None)
    lines: list[Line] = []
    if request.method == "POST" and form.is_valid():
        try:
            lines = _lines(form)
            if request.POST.get("do") == "take":
                done = take_in(lines)
                words = ngettext("Saved: %(n)d row changed something.", "Saved: %(n)d rows changed something.", done)
                messages.success(request, words % {"n": done})
                return redirect(back)
        except Unacceptable as problem:
            for said in problem.errors.values():
                for one in said:
                    form.add_error("file", one)
    found = readings(lines, known)
    context = {
        "form": form,
        "rows": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "mistakes": sum(bool(reading.mistake) for reading in found),
        "changes": sum(reading.changes for reading in found),
        "kept": _kept(lines) if lines else "",
        "back": back,
        "trail": trail,
    }
    return show(request, "allocation/bring.html", context)


def _lines(form: FileForm) -> list[Line]:
    """From the file, or as they were shown before: signed, so that what is done is what was seen."""
    brought: Any = form.cleaned_data["file"]
    if brought:
        if brought.size > tables.LARGEST:
            raise Unacceptable({"file": [_("This file is larger than 5 MB. Bring a part of it.")]})
        return tables.read(brought.name, brought.read())
    try:
        held = signing.loads(form.cleaned_data["taken"], salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature as problem:
        raise Unacceptable({"file": [_("Choose a file.")]}) from problem
    return [Line(sheet=sheet, number=number, cells=cells) for sheet, number, cells in held]


def _kept(lines: list[Line]) -> str:
    return signing.dumps([[line.sheet, line.number, line.cells] for line in lines], salt=SALT, compress=True)
