"""Write the next version of a review model: copy one or bring a file, change it part by part, publish it."""

import copy as copying
import datetime as dt
import itertools
import re
import unicodedata
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.frameworks.queries import files
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.organisations.queries.networks import Network
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.actions import review_models
from trigpoint.programmes.models import ModelDraft, ReviewModel
from trigpoint.programmes.queries import drafts, schema, writing
from trigpoint.programmes.rules import review_models as rules

type Step = str | int

MODEL = "trigpoint-review-model/1"


@action("programmes.copy_review_model")
def copy(*, actor: Account | None, at: dt.datetime, network: Network, review_model: ReviewModel) -> ModelDraft:
    """Begin the next version of a published model as a copy of it, with the next number that is free."""
    _ask(actor, at, network)
    content = copying.deepcopy(review_model.definition)
    content["version"] = drafts.next_version(review_model.key, review_model.version)
    return _made(actor, at, network, content, review_model)


@action("programmes.bring_review_model")
def bring(*, actor: Account | None, at: dt.datetime, network: Network, text: str) -> ModelDraft:
    """Begin a draft from a file's content, right or wrong, as long as it can be read. Raises Mistakes where it can't."""
    _ask(actor, at, network)
    content = _read(text)
    key = str(content.get("key", ""))
    based_on = ReviewModel.objects.filter(key=key).order_by("-published_at").first()
    return _made(actor, at, network, content, based_on)


@action("programmes.change_draft", subject="draft")
def change(
    *, actor: Account | None, at: dt.datetime, draft: ModelDraft, version: int, where: list[Step], value: Any
) -> ModelDraft:
    """
    Put a value in a place of the draft (null takes what stands there away). It is kept right or wrong.

    `where` are the steps to it, such as `["stages", 3]`. A thing without a key gets one from its title.
    Raises Unacceptable for a place that no file has and for what no file can hold, Stale when somebody else has changed
    the draft.
    """
    content = copying.deepcopy(draft.content)
    node = schema.at(tuple(where))
    if not where or node is None:
        raise Unacceptable({"where": [_("A review model has no such place.")]})
    parent = _parent(content, where)
    last = where[-1]
    if isinstance(parent, list):
        if not isinstance(last, int) or not 0 <= last <= len(parent):
            raise Unacceptable({"where": [_("There is nothing at this place.")]})
        parent[last : last + 1] = [] if value is None else [_named(value, node, parent, last)]
    elif value is None:
        parent.pop(last, None)
    else:
        parent[last] = value
    return _write(actor, at, draft, version, content)


@action("programmes.move_in_draft", subject="draft")
def move(
    *, actor: Account | None, at: dt.datetime, draft: ModelDraft, version: int, where: list[Step], by: int
) -> ModelDraft:
    """Move a thing of a list up (-1) or down (1)."""
    content = copying.deepcopy(draft.content)
    parent, last = _parent(content, where) if where else None, where[-1] if where else 0
    if not isinstance(parent, list) or not isinstance(last, int) or not 0 <= last < len(parent):
        raise Unacceptable({"where": [_("There is nothing at this place.")]})
    thing = parent.pop(last)
    parent.insert(max(0, min(len(parent), last + by)), thing)
    return _write(actor, at, draft, version, content)


@action("programmes.replace_draft", subject="draft")
def replace(*, actor: Account | None, at: dt.datetime, draft: ModelDraft, version: int, text: str) -> ModelDraft:
    """Put another file's content in the draft's place. Raises Mistakes where it can't be read."""
    return _write(actor, at, draft, version, _read(text))


@action("programmes.publish_draft", subject="draft")
def publish(*, actor: Account | None, at: dt.datetime, draft: ModelDraft, version: int) -> ReviewModel:
    """Publish the draft: from then on that version never changes. Raises Mistakes, with everything to be put right."""
    _may_change(actor, at, draft)
    _write(actor, at, draft, version, draft.content)
    made = review_models.publish(actor=actor, at=at, text=writing.as_file(draft.content))
    draft.published_as = made
    draft.save(update_fields=["published_as"])
    return made


@action("programmes.discard_draft", subject="draft")
def discard(*, actor: Account | None, at: dt.datetime, draft: ModelDraft, version: int | None = None) -> None:
    """
    Throw a draft away that is not published.

    `version` is the one that was read: Stale when somebody else has changed it since. Without it, it goes as it is.
    """
    _may_change(actor, at, draft)
    rows = ModelDraft.objects.filter(pk=draft.pk, published_as=None)
    gone, _each = (rows if version is None else rows.filter(version=version)).delete()
    if not gone:
        draft.refresh_from_db()
        said = _("Somebody else changed this draft while you had it open. Look at it before you throw it away.")
        raise Stale(said, current={"version": draft.version})


def _ask(actor: Account | None, at: dt.datetime, network: Network) -> None:
    if actor is not None:
        rules.may_draft(hats_of(actor.pk, on=timezone.localdate(at)), network.pk).require()


def _may_change(actor: Account | None, at: dt.datetime, draft: ModelDraft) -> None:
    if actor is not None:
        rules.may_change(hats_of(actor.pk, on=timezone.localdate(at)), draft).require()


def _made(
    actor: Account | None, at: dt.datetime, network: Network, content: dict[str, Any], based_on: ReviewModel | None
) -> ModelDraft:
    return ModelDraft.objects.create(
        network=network, based_on=based_on, content=content, made_by=actor, changed_by=actor, changed_at=at
    )


def _read(text: str) -> dict[str, Any]:
    source = files.read(text)
    if source.data.get("schema") != MODEL:
        reason = _("A review model begins with `schema: %(schema)s`.") % {"schema": MODEL}
        raise files.Mistakes([source.mistake(reason, "schema")])
    return source.data


def _parent(content: dict[str, Any], where: list[Step]) -> Any:
    """What holds the place; made where nothing does yet."""
    here: Any = content
    for step, following in itertools.pairwise(where):
        wanted: type = list if isinstance(following, int) else dict
        if isinstance(here, list):
            if not isinstance(step, int) or not 0 <= step < len(here):
                raise Unacceptable({"where": [_("There is nothing at this place.")]})
            if not isinstance(here[step], wanted):
                here[step] = wanted()
        elif not isinstance(here.get(step), wanted):
            here[step] = wanted()
        here = here[step]
    return here


def _named(value: Any, node: dict[str, Any], siblings: list[Any], number: int) -> Any:
    """A thing of a list with a key: the given one, or one made of its title that no other thing has."""
    wanted = schema.resolved(node["properties"]["key"]) if "key" in node.get("properties", {}) else None
    if wanted is None or not isinstance(value, dict) or value.get("key"):
        return value
    title = str(value.get("title") or value.get("label") or "")
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40]
    if not key or not key[0].isalpha():
        return value
    if "A-Z" in wanted.get("pattern", "") and "a-z" not in wanted.get("pattern", ""):
        key = key.replace("_", "").upper()[:10]
    taken = {one.get("key") for i, one in enumerate(siblings) if i != number and isinstance(one, dict)}
    tried, more = key, 2
    while tried in taken:
        tried, more = f"{key}_{more}", more + 1
    return {"key": tried, **{name: part for name, part in value.items() if name != "key"}}


def _write(
    actor: Account | None, at: dt.datetime, draft: ModelDraft, version: int, content: dict[str, Any]
) -> ModelDraft:
    _may_change(actor, at, draft)
    if strange := [reason for _where, reason in files.unkept(content)]:
        raise Unacceptable({"value": strange})
    written = ModelDraft.objects.filter(pk=draft.pk, version=version, published_as=None).update(
        content=content, version=version + 1, changed_at=at, changed_by=actor
    )
    draft.refresh_from_db()
    if not written:
        said = _("Somebody else changed this draft while you had it open. What you typed is still here.")
        raise Stale(said, current={"version": draft.version})
    return draft
