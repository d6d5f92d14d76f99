"""Writing the next version of a review model: copy, bring, change part by part, read it, publish it."""

import functools
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.frameworks.queries import tree, version
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing, Stale
from trigpoint.organisations.queries import networks
from trigpoint.programmes.actions import drafts as actions
from trigpoint.programmes.language import diff
from trigpoint.programmes.queries import checks, review_models, schema, suggestions, writing
from trigpoint.programmes.queries import drafts as queries
from trigpoint.programmes.queries.drafts import ModelDraft
from trigpoint.programmes.rules import review_models as rules
from trigpoint.programmes.web.forms import drafts as forms
from trigpoint.programmes.web.forms.translations import TranslationsForm
from trigpoint.programmes.web.presenters import drafts as presenters
from trigpoint.programmes.web.presenters import models as model_words
from trigpoint.programmes.web.presenters import suggestions as said
from trigpoint.programmes.web.presenters import vocabulary
from trigpoint.programmes.web.presenters.pictures import picture
from trigpoint.ui.web import act, show

type Where = tuple[str | int, ...]

LONGEST_NUMBER = 9


def copy(request: HttpRequest, review_model_id: uuid.UUID) -> HttpResponse:
    """Begin the next version as a copy."""
    mine = _networks(request)
    model = review_models.one(review_model_id)
    form = forms.CopyForm(request.POST or None, networks=[(str(one.pk), one.name) for one in mine])
    if request.method == "POST" and form.is_valid():
        network = _one_of(mine, form.cleaned_data["network"])
        made = act(form, actions.copy, actor=request.user, at=clock.now(), network=network, review_model=model)
        if made:
            return redirect("programmes:draft", made.pk)
    return show(request, "programmes/copy_model.html", {"form": form, "model": model})


def bring(request: HttpRequest) -> HttpResponse:
    """Begin a draft from a file."""
    mine = _networks(request)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.BringForm(*given, networks=[(str(one.pk), one.name) for one in mine])
    if request.method == "POST" and form.is_valid():
        network = _one_of(mine, form.cleaned_data["network"])
        made = act(form, actions.bring, actor=request.user, at=clock.now(), network=network)
        if made:
            messages.success(request, _("The file is here as a draft. Nothing is published yet."))
            return redirect("programmes:draft", made.pk)
    return show(request, "programmes/bring_model.html", {"form": form})


def draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The draft in parts, with what is to be put right."""
    found = _draft(request, draft_id)
    wrong = queries.wrong(found.content)
    model = queries.shaped(found.content)
    context = {
        "draft": found,
        "trail": presenters.trail(found, ()),
        "parts": presenters.overview(found, wrong),
        "elsewhere": presenters.elsewhere(wrong),
        "wrong": vocabulary.to_put_right(len(wrong)) if wrong else "",
        "picture": picture(model) if model else None,
        "changes": _changes(found, wrong),
        "suggested": len(_suggested(found)),
        "form": forms.VersionForm(initial={"version": found.version}),
        "may_change": rules.may_change(request.hats, found),
    }
    return show(request, "programmes/draft.html", context)


def part(request: HttpRequest, draft_id: uuid.UUID, where: str) -> HttpResponse:
    """One part of a draft, or one thing of a list in it: a form made from the schema."""
    found, place = _draft(request, draft_id), _place(where)
    node = _node(place)
    if schema.holds_things(node):
        return _list(request, found, place)
    if place == ("translations",):
        return _as_translations(request, found)
    if place[0] not in {"about", "frameworks"} and isinstance(place[-1], int) and _value(found, place) is None:
        raise Missing
    editor = _as_text if not schema.plain(node).get("properties") else _as_form
    return editor(request, found, place, node)


@require_POST
def arrange(request: HttpRequest, draft_id: uuid.UUID, where: str) -> HttpResponse:
    """Add a thing to a list, move one up or down, or take it out."""
    found, place = _draft(request, draft_id), _place(where)
    form = forms.VersionForm(request.POST)
    if not form.is_valid():
        raise Missing
    given: dict[str, Any] = {
        "actor": request.user,
        "at": clock.now(),
        "draft": found,
        "version": form.cleaned_data["version"],
    }
    what = request.POST.get("what", "")
    try:
        if what == "add" and schema.holds_things(_node(place)):
            things = queries.at(found.content, place)
            place = (*place, len(things) if isinstance(things, list) else 0)
            actions.change(**given, where=list(place), value={})
            return redirect(presenters.address(found, place))
        if not isinstance(place[-1], int):
            raise Missing
        if what == "out":
            actions.change(**given, where=list(place), value=None)
        elif what in {"up", "down"}:
            actions.move(**given, where=list(place), by=-1 if what == "up" else 1)
    except Stale as error:
        messages.error(request, error.message)
    return redirect(presenters.address(found, place[:-1]))


def whole(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The draft as a file: to take out, or to change by hand."""
    found = _draft(request, draft_id)
    text = writing.as_file(found.content)
    if "out" in request.GET:
        answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
        name = writing.name(str(found.content.get("key", "draft")), str(found.content.get("version", "")))
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    form = forms.TextForm(request.POST or None, initial={"text": text, "version": found.version})
    if request.method == "POST" and act(form, actions.replace, actor=request.user, at=clock.now(), draft=found):
        messages.success(request, _("Saved the draft."))
        return redirect("programmes:draft", draft_id)
    return show(
        request, "programmes/draft_file.html", {"draft": found, "form": form, "trail": presenters.trail(found, ())}
    )


def read(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The draft as its readers would meet it: a picture, and words."""
    found = _draft(request, draft_id)
    model = queries.parsed(found.content)
    framework = version(model.framework_key, model.framework_version) if model else None
    context: dict[str, Any] = {"draft": found, "trail": presenters.trail(found, ())}
    if model and framework and not queries.wrong(found.content):
        words = model_words.words(model, tree(framework.pk), review_models.other_frameworks(model))
        context |= {"picture": picture(model), "words": words, "groups": model_words.groups(model)}
    return show(request, "programmes/draft_read.html", context)


def publish(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Publish the draft; or everything that is still to be put right."""
    found = _draft(request, draft_id)
    rules.may_change(request.hats, found).require()
    form = forms.VersionForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST":
        made = act(form, actions.publish, actor=request.user, at=clock.now(), draft=found)
        if made:
            messages.success(request, _("“%(title)s” is published and never changes now.") % {"title": str(made)})
            return redirect("programmes:review_model", made.pk)
    wrong = queries.wrong(found.content)
    places = [{**presenters.said(one, found), "href": _address_of(found, one.where)} for one in wrong]
    changes = _changes(found, wrong)
    context = {"draft": found, "form": form, "wrong": places, "changes": changes, "trail": presenters.trail(found, ())}
    return show(request, "programmes/publish_draft.html", context)


def discard(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    found = _draft(request, draft_id)
    rules.may_change(request.hats, found).require()
    form = forms.VersionForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and act(form, actions.discard, actor=request.user, at=clock.now(), draft=found):
        messages.success(request, _("The draft is thrown away."))
        return redirect("programmes:models")
    return show(
        request, "programmes/discard_draft.html", {"draft": found, "form": form, "trail": presenters.trail(found, ())}
    )


def _list(request: HttpRequest, found: ModelDraft, place: Where) -> HttpResponse:
    wrong = queries.wrong(found.content)
    context = {
        "things": presenters.listed(found, place, wrong),
        "thing": vocabulary.THINGS.get(str(place[-1]), ""),
        "add": "/".join(map(str, place)),
        "form": forms.VersionForm(initial={"version": found.version}),
    }
    return show(request, "programmes/draft_list.html", {**_round(request, found, place, wrong), **context})


def _as_form(request: HttpRequest, found: ModelDraft, place: Where, node: dict[str, Any]) -> HttpResponse:
    wrong = queries.wrong(found.content)
    form = forms.PartForm(
        request.POST or None,
        node=node,
        value=_value(found, place),
        names=presenters.names(found.content, but=place),
        of=vocabulary.list_of(place),
        only=_only(place),
        are_words=place == ("words",),
        wrong=presenters.by_field(wrong, () if _only(place) else place),
        initial={"version": found.version},
    )
    if request.method == "POST" and form.is_valid():
        value: Any = form.thing() or (None if len(place) == 1 else {})
        saved = (
            act(form, functools.partial(actions.change, where=list(place), value=value), **_by(request, found))
            if not _only(place)
            else act(
                form, functools.partial(_change_several, value=value or {}, only=_only(place)), **_by(request, found)
            )
        )
        if saved:
            messages.success(request, _("Saved “%(part)s”.") % {"part": presenters.heading(found, place)})
            return redirect(presenters.address(found, place))
    lists = presenters.lists_in(found, place, node, wrong) if not _only(place) else []
    return show(
        request, "programmes/draft_part.html", {**_round(request, found, place, wrong), "form": form, "lists": lists}
    )


def _as_translations(request: HttpRequest, found: ModelDraft) -> HttpResponse:
    place: Where = ("translations",)
    about = presenters.about_texts(found)
    form = TranslationsForm(
        request.POST or None, content=found.content, about=about, initial={"version": found.version}
    )
    if request.method == "POST" and form.is_valid():
        change = functools.partial(actions.change, where=list(place), value=form.part())
        if act(form, change, **_by(request, found)):
            messages.success(request, _("Saved “%(part)s”.") % {"part": presenters.heading(found, place)})
            return redirect(presenters.address(found, place))
    said = {
        "form": form,
        "nothing": "" if form.fields_of else _("It has one language. Name others under “What it is”."),
    }
    return show(
        request, "programmes/draft_part.html", {**_round(request, found, place, queries.wrong(found.content)), **said}
    )


def _as_text(request: HttpRequest, found: ModelDraft, place: Where, node: dict[str, Any]) -> HttpResponse:
    value = _value(found, place)
    text = writing.as_text(value) if value is not None else ""
    form = forms.TextForm(request.POST or None, initial={"text": text, "version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            value = form.part()
        except ValidationError as error:
            form.add_error("text", error)
        else:
            change = functools.partial(actions.change, where=list(place), value=value)
            if act(form, change, **_by(request, found)):
                messages.success(request, _("Saved “%(part)s”.") % {"part": presenters.heading(found, place)})
                return redirect(presenters.address(found, place))
    wrong = queries.wrong(found.content)
    return show(request, "programmes/draft_part.html", {**_round(request, found, place, wrong), "form": form})


def _change_several(
    *, actor: Any, at: Any, draft: ModelDraft, version: int, value: dict[str, Any], only: tuple[str, ...]
) -> ModelDraft:
    """The parts of a page that stand at the top of the file."""
    content = {name: part for name, part in draft.content.items() if name not in only}
    return actions.replace(actor=actor, at=at, draft=draft, version=version, text=writing.as_file({**content, **value}))


def _round(request: HttpRequest, found: ModelDraft, place: Where, wrong: list[queries.Wrong]) -> dict[str, Any]:
    """What stands beside a part: what is to be put right in it, and what people would change about it."""
    about = [row for row in _suggested(found) if _is_about(found, place, row)]
    return {
        "draft": found,
        "heading": presenters.heading(found, place),
        "line": presenters.line(place),
        "trail": presenters.trail(found, place),
        "wrong": [presenters.said(one) for one in presenters.within(wrong, place)],
        "said": [said.one(row) for row in about],
        "may_change": rules.may_change(request.hats, found),
        "is_list": schema.holds_things(_node(place)),
    }


def _changes(found: ModelDraft, wrong: list[queries.Wrong]) -> tuple[diff.Change, ...] | None:
    """What is different from the version that it was begun with; None as long as something is to be put right."""
    model = queries.parsed(found.content) if found.based_on and not wrong else None
    return diff.changes(found.based_on.parsed(), model, checks.published) if found.based_on and model else None


def _suggested(found: ModelDraft) -> list[suggestions.Suggestion]:
    key = found.based_on.key if found.based_on else str(found.content.get("key", ""))
    return suggestions.for_model(key, network_ids=[found.network_id], open_only=True)


def _is_about(found: ModelDraft, place: Where, row: suggestions.Suggestion) -> bool:
    """A suggestion lies beside the thing that it is about, and beside the list in which that stands."""
    if place[0] == "frameworks":
        return row.kind == "statement"
    if place[0] not in {"stages", "forms"} or row.kind != str(place[0])[:-1]:
        return False
    return len(place) == 1 or queries.at(found.content, (*place[:2], "key")) == row.about


def _by(request: HttpRequest, found: ModelDraft) -> dict[str, Any]:
    return {"actor": request.user, "at": clock.now(), "draft": found}


def _networks(request: HttpRequest) -> list[networks.Network]:
    mine = networks.by_ids(rules.networks_of(request.hats))
    if not mine:
        raise Missing
    return list(mine)


def _one_of(mine: list[networks.Network], chosen: str) -> networks.Network:
    found = next((one for one in mine if str(one.pk) == chosen), None)
    if found is None:
        raise Missing
    return found


def _draft(request: HttpRequest, draft_id: uuid.UUID) -> ModelDraft:
    return queries.one(draft_id, network_ids=rules.networks_of(request.hats))


def _place(where: str) -> Where:
    steps = where.strip("/").split("/")
    place = tuple(int(step) if step.isdecimal() and len(step) < LONGEST_NUMBER else step for step in steps)
    if place[0] not in vocabulary.PARTS or len(place) > 6:
        raise Missing
    return place


def _node(place: Where) -> dict[str, Any]:
    node = schema.whole() if _only(place) else schema.at(place)
    if node is None:
        raise Missing
    return node


def _only(place: Where) -> tuple[str, ...]:
    """The names that a page asks for which is about several parts at the top of the file."""
    return (
        {"about": vocabulary.ABOUT, "frameworks": ("framework", "frameworks")}.get(str(place[0]), ())
        if len(place) == 1
        else ()
    )


def _value(found: ModelDraft, place: Where) -> Any:
    return found.content if _only(place) else queries.at(found.content, place)


def _address_of(found: ModelDraft, where: Where) -> str:
    """The page on which a place is changed: the nearest one that there is."""
    place = presenters.paged(where)
    while place and (place[0] not in vocabulary.PARTS or not _has_page(place)):
        place = place[:-1]
    return presenters.address(found, place) if place else ""


def _has_page(place: Where) -> bool:
    if _only(place):
        return True
    node = schema.at(place)
    return node is not None and (len(place) == 1 or isinstance(place[-1], int) or schema.holds_things(node))
