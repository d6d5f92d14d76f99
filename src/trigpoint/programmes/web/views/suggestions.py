"""What people would change about a model, for the staff who write its next version."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.actions import suggestions as actions
from trigpoint.programmes.queries import review_models
from trigpoint.programmes.queries import suggestions as queries
from trigpoint.programmes.rules import review_models as rules
from trigpoint.programmes.web.forms.models import SettleForm
from trigpoint.programmes.web.presenters import suggestions as presenters
from trigpoint.ui.web import act, show


def suggestions(request: HttpRequest, review_model_id: uuid.UUID) -> HttpResponse:
    """All that was suggested about any version of the model, by what it is about."""
    found = review_models.one(review_model_id)
    networks = rules.networks_of(request.hats)
    if not networks:
        raise Missing
    said = presenters.grouped(queries.for_model(found.key, network_ids=networks))
    return show(request, "programmes/suggestions.html", {"model": found, "groups": said})


def settle(request: HttpRequest, suggestion_id: uuid.UUID) -> HttpResponse:
    """Say what becomes of one."""
    suggestion = queries.one(suggestion_id, network_ids=rules.networks_of(request.hats))
    form = SettleForm(
        request.POST or None, initial={"outcome": suggestion.outcome or None, "answer": suggestion.answer}
    )
    if request.method == "POST" and act(
        form, actions.settle, actor=request.user, at=clock.now(), suggestion=suggestion
    ):
        messages.success(request, _("Saved. Whoever made the suggestion can read it now."))
        return redirect("programmes:suggestions", suggestion.review_model_id)
    said = presenters.one(suggestion)
    return show(request, "programmes/settle.html", {"form": form, "one": said, "model": suggestion.review_model})
