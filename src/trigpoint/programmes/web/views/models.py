"""Review models: reading one, and publishing a file."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.frameworks import rules
from trigpoint.frameworks.actions import publishing
from trigpoint.frameworks.queries import all_versions, files, tree
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.actions import review_models as actions
from trigpoint.programmes.queries import review_models
from trigpoint.programmes.web import forms, presenters
from trigpoint.ui.web import act, show


def review_model(request: HttpRequest, review_model_id: uuid.UUID) -> HttpResponse:
    """What a review by this model consists of, and its numbers, in words. Nothing in it is about anybody."""
    if not request.hats.worn:
        raise Missing
    found = review_models.one(review_model_id)
    context = {
        "model": found,
        "definition": found.parsed(),
        "tree": tree(found.framework_id),
        "numbers": presenters.numbers(found.parsed(), tree(found.framework_id)),
        "groups": presenters.groups(found.parsed()),
    }
    return show(request, "programmes/review_model.html", context)


def publish(request: HttpRequest) -> HttpResponse:
    """Publish a framework or a review model from a file's content."""
    rules.may_publish(request.hats).require()
    form = forms.PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_framework = _schema(form.cleaned_data["text"]).startswith("trigpoint-framework")
        action = publishing.publish if is_framework else actions.publish
        made = act(form, action, actor=request.user, at=clock.now())
        if made:
            messages.success(request, _("“%(title)s” is published and never changes now.") % {"title": str(made)})
            return redirect("programmes:publish")
    context = {"form": form, "models": review_models.all_versions(), "frameworks": all_versions()}
    return show(request, "programmes/publish.html", context)


def _schema(text: str) -> str:
    try:
        return str(files.read(text).data.get("schema", ""))
    except files.Mistakes:
        return ""
