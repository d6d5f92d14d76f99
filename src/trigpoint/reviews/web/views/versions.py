"""Going over to a newer version of the model: what it would change, then the act itself."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.kernel import clock
from trigpoint.reviews.actions import versions as actions
from trigpoint.reviews.queries import versions as queries
from trigpoint.reviews.rules import planning as rules
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.forms.suggestions import VersionForm
from trigpoint.reviews.web.presenters import versions as presenters
from trigpoint.ui.web import act, show


@login_required
def versions(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The version that the review goes by, and the newer ones."""
    scene = asking.scene(request, review_id)
    rules.may_change(scene).require()
    return show(request, "reviews/versions.html", {"scene": scene, "newer": queries.newer(scene.review)})


@login_required
def move_version(request: HttpRequest, review_id: uuid.UUID, review_model_id: uuid.UUID) -> HttpResponse:
    """What would change, and the button that does it."""
    scene = asking.scene(request, review_id)
    rules.may_change(scene).require()
    to = queries.newer_one(scene.review, review_model_id)
    form = VersionForm(request.POST or None, initial={"version": scene.review.version})
    given = {"review": scene.review, "review_model": to}
    if request.method == "POST" and act(form, actions.move, actor=request.user, at=clock.now(), **given):
        messages.success(request, _("This review goes by version %(number)s now.") % {"number": to.version})
        return redirect("reviews:review", review_id)
    context = {"scene": scene, "form": form, **presenters.way(queries.moving(scene.review, to))}
    return show(request, "reviews/move_version.html", context)
