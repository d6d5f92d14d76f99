"""The agreements' texts, for the programme's staff."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.actions import agreements as actions
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.queries import agreements, scope
from trigpoint.programmes.queries import texts as text_queries
from trigpoint.programmes.web.forms import programmes as forms
from trigpoint.ui.web import act, show


def texts(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every version of the two agreements."""
    programme = scope.runs(request.hats, programme_id)
    kinds = [
        {"kind": kind.value, "label": kind.label, "versions": [t for t in versions if t.kind == kind]}
        for versions in [agreements.versions(programme_id)]
        for kind in AgreementKind
    ]
    return show(request, "programmes/texts.html", {"programme": programme, "kinds": kinds})


def publish(request: HttpRequest, programme_id: uuid.UUID, kind: str) -> HttpResponse:
    """Publish a new version of an agreement."""
    programme = scope.runs(request.hats, programme_id)
    if kind not in AgreementKind.values:
        raise Missing
    current = agreements.current_texts(programme_id).get(kind)
    draft = current or text_queries.default(kind)
    form = forms.TextForm(request.POST or None, initial={"title": draft.title, "body": draft.body})
    if request.method == "POST" and act(
        form,
        actions.publish_text,
        actor=request.user,
        at=clock.now(),
        programme=programme,
        kind=AgreementKind(kind),
    ):
        messages.success(request, _("This version holds from now on. Every school is asked to sign it."))
        return redirect("programmes:texts", programme_id)
    context = {"programme": programme, "form": form, "kind": AgreementKind(kind), "current": current}
    return show(request, "programmes/publish_text.html", context)
