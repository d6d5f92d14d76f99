"""What those who take part would change about the model."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.actions import suggestions as actions
from trigpoint.reviews.rules import suggestions as rules
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.forms.suggestions import SuggestionForm
from trigpoint.reviews.web.presenters import suggestions as presenters
from trigpoint.ui.web import act, show


@login_required
def suggestions(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Choose what it is about, then say what you would change; one's own stand below."""
    scene = asking.scene(request, review_id)
    rules.may_suggest(scene).require()
    asked = request.GET.get("about", "")
    chosen = presenters.chosen(scene, asked) if asked else None
    if asked and chosen is None:
        raise Missing
    context = {"scene": scene, "chosen": chosen, "parts": presenters.parts(scene), "own": presenters.own(scene)}
    if chosen is None:
        return show(request, "reviews/suggestions.html", context)
    form = SuggestionForm(request.POST or None, choices=chosen["choices"])
    if request.method == "POST" and form.is_valid():
        kind, _colon, key = form.cleaned_data["about"].partition(":")
        given = {"review": scene.review, "kind": kind, "about": key}
        if act(form, actions.suggest, actor=request.user, at=clock.now(), **given):
            messages.success(
                request,
                _("Saved. It lies beside the draft of the next version, and you will read here what becomes of it."),
            )
            return redirect("reviews:suggestions", review_id)
    return show(request, "reviews/suggestions.html", {**context, "form": form})
