"""Review models: those there are, one as a picture and in words, its file, and publishing one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.frameworks import rules
from trigpoint.frameworks.actions import maps, publishing
from trigpoint.frameworks.queries import all_versions, files, tree
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.actions import review_models as actions
from trigpoint.programmes.language import diff
from trigpoint.programmes.queries import checks, drafts, review_models, suggestions, writing
from trigpoint.programmes.rules import review_models as model_rules
from trigpoint.programmes.web.forms import programmes as forms
from trigpoint.programmes.web.presenters import models as presenters
from trigpoint.programmes.web.presenters.pictures import picture
from trigpoint.ui.web import act, show


def models(request: HttpRequest) -> HttpResponse:
    """Every published model with its versions."""
    mine = model_rules.networks_of(request.hats)
    if not mine:
        raise Missing
    context = {"models": presenters.by_key(review_models.all_versions()), "drafts": drafts.of_networks(mine)}
    return show(request, "programmes/models.html", context)


def review_model(request: HttpRequest, review_model_id: uuid.UUID) -> HttpResponse:
    """What a review by this model consists of, as a picture and in words. Nothing in it is about anybody."""
    if not request.hats.worn:
        raise Missing
    found = review_models.one(review_model_id)
    parsed, framework = found.parsed(), tree(found.framework_id)
    networks = model_rules.networks_of(request.hats)
    versions = review_models.versions(found.key)
    before = next((one for one in versions if one.published_at < found.published_at), None)
    context = {
        "model": found,
        "definition": parsed,
        "tree": framework,
        "picture": picture(parsed),
        "words": presenters.words(parsed, framework, review_models.other_frameworks(parsed)),
        "groups": presenters.groups(parsed),
        "versions": versions,
        "before": before,
        "changes": diff.changes(before.parsed(), parsed, checks.published) if before else (),
        "may_draft": bool(networks),
        "suggested": len(suggestions.for_model(found.key, network_ids=networks, open_only=True)) if networks else 0,
    }
    return show(request, "programmes/review_model.html", context)


def export(request: HttpRequest, review_model_id: uuid.UUID) -> HttpResponse:
    """The model as a file, to keep, to change or to give away."""
    if not request.hats.worn:
        raise Missing
    found = review_models.one(review_model_id)
    answer = HttpResponse(writing.as_file(found.definition), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{writing.name(found.key, found.version)}"'
    return answer


def retire(request: HttpRequest, review_model_id: uuid.UUID) -> HttpResponse:
    """Take a version out of use for new reviews, or bring it back."""
    found = review_models.one(review_model_id)
    if not request.hats.worn:
        raise Missing
    model_rules.may_retire(request.hats, review_models.used_in(found.pk)).require()
    retired = found.retired_at is not None
    form = forms.EmptyForm(request.POST if request.method == "POST" else None)
    action = actions.restore if retired else actions.retire
    if request.method == "POST" and act(form, action, actor=request.user, at=clock.now(), review_model=found):
        messages.success(
            request,
            _("This version can be used again.")
            if retired
            else _("This version is retired. Reviews that go by it keep it; no new one can."),
        )
        return redirect("programmes:review_model", review_model_id)
    return show(request, "programmes/retire_model.html", {"form": form, "model": found, "retired": retired})


def publish(request: HttpRequest) -> HttpResponse:
    """Publish a framework, a map to an inspection framework or a review model from a file's content."""
    rules.may_publish(request.hats).require()
    form = forms.PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = _schema(form.cleaned_data["text"]).partition("/")[0]
        action = {"trigpoint-framework": publishing.publish, "trigpoint-area-map": maps.publish}.get(
            kind, actions.publish
        )
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
