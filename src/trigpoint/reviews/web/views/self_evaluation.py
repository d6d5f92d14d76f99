"""The self-evaluation: read as a whole, written aspect by aspect, saved as it is typed."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing, TrigpointError
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import self_evaluation as actions
from trigpoint.reviews.queries import pack as packs
from trigpoint.reviews.queries import self_evaluation as queries
from trigpoint.reviews.queries import signing
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.reviews.rules import self_evaluation as rules
from trigpoint.reviews.web.forms.self_evaluation import AspectForm
from trigpoint.reviews.web.presenters import self_evaluation as present
from trigpoint.ui.web import act, is_fragment, show


@login_required
def self_evaluation(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Every aspect as the school sees it."""
    scene = load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]
    return _page(request, scene)


@login_required
def aspect(request: HttpRequest, review_id: uuid.UUID, code: str) -> HttpResponse:
    """Write one aspect: saved as it is typed, or with the button."""
    scene = load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]
    found = scene.tree.aspects.get(code)
    if found is None or not queries.concerns(scene.review, found):
        raise Missing
    rules.may_write(scene, is_complete=queries.status(scene.review).is_complete).require()
    said = queries.position(scene.review, code)
    asked = queries.asked(scene.review, found)
    form = AspectForm(request.POST or None, aspect=found, framework=scene.tree, said=said, asked=asked)
    if request.method == "POST":
        kept = act(form, actions.save, actor=request.user, at=clock.now(), review=scene.review, aspect=code)
        if is_fragment(request):
            return _as_typed(request, scene, code, form)
        if kept:
            messages.success(request, _("Saved “%(aspect)s”.") % {"aspect": found.name})
            following = present.one(scene, found, said)["following"]
            if "next" in request.POST and following:
                return redirect("reviews:self_evaluation_aspect", review_id, following.code)
            return redirect("reviews:self_evaluation_aspect", review_id, code)
        said = queries.position(scene.review, code)
        form.move_on(said)
    context = present.one(scene, found, said) | {
        "form": form,
        "positions": present.statements(scene, found, form["statements"].value() or []) if asked[1] else [],
        "seen_by": present.seen_by(queries.status(scene.review), packs.release(scene.review)),
    }
    return show(request, "reviews/self_evaluation_aspect.html", context)


@login_required
@require_POST
def complete(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The headteacher says that it is complete."""
    scene = load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]
    try:
        actions.complete(actor=request.user, at=clock.now(), review=scene.review)
    except TrigpointError as refusal:
        rules.may_complete(scene, is_complete=False).require()
        return _page(request, scene, refusal=str(refusal), status=422)
    messages.success(
        request, _("The {self_evaluation} is complete. It goes to the team when you release the data pack.")
    )
    return redirect("reviews:self_evaluation", review_id)


@login_required
@require_POST
def reopen(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The headteacher opens it again."""
    scene = load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]
    actions.reopen(actor=request.user, at=clock.now(), review=scene.review)
    messages.success(request, _("The {self_evaluation} is open again: your leaders can go on writing."))
    return redirect("reviews:self_evaluation", review_id)


@login_required
@require_POST
def share(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The headteacher lets governors read it, or no longer."""
    scene = load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]
    shared = request.POST.get("with_governors") == "yes"
    actions.share(actor=request.user, at=clock.now(), review=scene.review, with_governors=shared)
    said = _("Governors can read it now.") if shared else _("Governors can no longer read it.")
    messages.success(request, said)
    return redirect("reviews:self_evaluation", review_id)


def _page(request: HttpRequest, scene: Scene, *, refusal: str = "", status: int | None = None) -> HttpResponse:
    state, opening = queries.status(scene.review), packs.release(scene.review)
    is_released = opening is not None and signing.has_signed(scene)
    rules.may_read(scene, is_shared=state.is_shared, is_released=is_released).require()
    context = present.page(scene, queries.positions(scene.review), state, opening)
    context["left_open"] = present.left_open(context["open_count"])
    return show(request, "reviews/self_evaluation.html", context | {"refusal": refusal}, status=status)


def _as_typed(request: HttpRequest, scene: Scene, code: str, form: AspectForm) -> HttpResponse:
    """The answer to a save while somebody types: a line in words, and what counts as read from now on."""
    said = queries.position(scene.review, code)
    trouble = [str(message) for messages_ in form.errors.values() for message in messages_]
    context = {"said": said, "time": clock.now(), "trouble": trouble, "form": form}
    if not trouble:
        found = scene.tree.aspects[code]
        asked = queries.asked(scene.review, found)
        context["fresh"] = AspectForm(aspect=found, framework=scene.tree, said=said, asked=asked)
    return show(request, "reviews/self_evaluation_saved.html", context)
