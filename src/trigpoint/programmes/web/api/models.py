"""Calls for review models: reading them, publishing a file, and what people would change about them."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import networks
from trigpoint.programmes.actions import drafts, review_models, suggestions
from trigpoint.programmes.queries import drafts as draft_queries
from trigpoint.programmes.queries import review_models as queries
from trigpoint.programmes.queries import suggestions as suggestion_queries
from trigpoint.programmes.queries import writing
from trigpoint.programmes.rules import review_models as rules
from trigpoint.ui.api import Done, expose

router = Router()

DRAFT = "/model-drafts/{uuid:draft_id}"
MODEL = "/review-models/{uuid:review_model_id}"


class ReviewModelOut(Schema):
    id: uuid.UUID
    key: str
    version: str
    title: str
    sha256: str
    framework_id: uuid.UUID
    published_at: dt.datetime
    retired_at: dt.datetime | None


class ReviewModelWhole(ReviewModelOut):
    definition: dict[str, Any]


@router.get("/review-models", operation_id="programmes.review_models", response=list[ReviewModelOut])
def list_review_models(request: HttpRequest) -> Any:
    """Every published version of every review model."""
    return queries.all_versions()


@router.get("/review-models/{uuid:review_model_id}", operation_id="programmes.review_model", response=ReviewModelWhole)
def one_review_model(request: HttpRequest, review_model_id: uuid.UUID) -> Any:
    """A review model with all that its file says."""
    return queries.one(review_model_id)


class SuggestionOut(Schema):
    """`kind` is stage, form or statement, `about` its key; `role` what the person was; `outcome` is empty until settled."""

    id: uuid.UUID
    review_model_version: str
    kind: str
    about: str
    text: str
    role: str
    made_by: str
    made_at: dt.datetime
    outcome: str
    answer: str


def _suggestion(request: HttpRequest, suggestion_id: uuid.UUID) -> Any:
    return suggestion_queries.one(suggestion_id, network_ids=rules.networks_of(_hats(request)))


def _model(request: HttpRequest, review_model_id: uuid.UUID) -> queries.ReviewModel:
    return queries.one(review_model_id)


def _hats(request: HttpRequest) -> Any:
    return request.hats


@router.get(MODEL + "/suggestions", operation_id="programmes.suggestions", response=list[SuggestionOut])
def list_suggestions(request: HttpRequest, review_model_id: uuid.UUID) -> Any:
    """What people of the person's own networks would change about any version of the model, for programme staff."""
    found = queries.one(review_model_id)
    rules.may_read_suggestions(_hats(request)).require()
    names = ("id", "kind", "about", "text", "role", "made_at", "outcome", "answer")
    return [
        {
            **{name: getattr(row, name) for name in names},
            "review_model_version": row.review_model.version,
            "made_by": row.made_by.name,
        }
        for row in suggestion_queries.for_model(found.key, network_ids=rules.networks_of(_hats(request)))
    ]


expose(router, "POST", "/review-models", review_models.publish)
expose(router, "POST", MODEL + "/retired", review_models.retire, resolve={"review_model": _model})
expose(router, "DELETE", MODEL + "/retired", review_models.restore, resolve={"review_model": _model})
expose(
    router,
    "POST",
    "/suggestions/{uuid:suggestion_id}/settlement",
    suggestions.settle,
    resolve={"suggestion": _suggestion},
)


class DraftOut(Schema):
    """A review model that is being written. `version` goes with the next change; `published_as` is empty until then."""

    id: uuid.UUID
    network_id: uuid.UUID
    based_on_id: uuid.UUID | None
    title: str
    version: int
    changed_at: dt.datetime
    published_as_id: uuid.UUID | None


class WrongOut(Schema):
    """`where` are the steps to the place, `line` is that of the draft's file."""

    where: list[str | int]
    line: int
    reason: str


class DraftWhole(DraftOut):
    content: dict[str, Any]
    text: str
    wrong: list[WrongOut]


def _network(request: HttpRequest, network_id: uuid.UUID) -> networks.Network:
    found = networks.by_id(network_id)
    if found is None or network_id not in rules.networks_of(_hats(request)):
        raise Missing
    return found


def _draft(request: HttpRequest, draft_id: uuid.UUID) -> draft_queries.ModelDraft:
    return draft_queries.one(draft_id, network_ids=rules.networks_of(_hats(request)))


def _brief(found: draft_queries.ModelDraft) -> dict[str, Any]:
    names = ("id", "network_id", "based_on_id", "version", "changed_at", "published_as_id")
    return {**{name: getattr(found, name) for name in names}, "title": str(found)}


@router.get("/networks/{uuid:network_id}/model-drafts", operation_id="programmes.model_drafts", response=list[DraftOut])
def list_drafts(request: HttpRequest, network_id: uuid.UUID) -> Any:
    """The review models that the network's programme staff are writing."""
    return [_brief(found) for found in draft_queries.of_networks([_network(request, network_id).pk])]


@router.get(DRAFT, operation_id="programmes.model_draft", response=DraftWhole)
def one_draft(request: HttpRequest, draft_id: uuid.UUID) -> Any:
    """A draft with all that it says, as data and as a file, and what is to be put right before it can be published."""
    found = _draft(request, draft_id)
    return {
        **_brief(found),
        "content": found.content,
        "text": writing.as_file(found.content),
        "wrong": [
            {"where": list(one.where), "line": one.line, "reason": one.reason}
            for one in draft_queries.wrong(found.content)
        ],
    }


OF_NETWORK, OF_DRAFT = {"network": _network}, {"draft": _draft}

expose(
    router,
    "POST",
    "/networks/{uuid:network_id}/model-drafts",
    drafts.copy,
    resolve={**OF_NETWORK, "review_model": _model},
)
expose(router, "POST", "/networks/{uuid:network_id}/model-drafts/file", drafts.bring, resolve=OF_NETWORK)
expose(router, "PUT", DRAFT, drafts.replace, resolve=OF_DRAFT)
expose(router, "PUT", DRAFT + "/part", drafts.change, resolve=OF_DRAFT)
expose(router, "POST", DRAFT + "/moved", drafts.move, resolve=OF_DRAFT)
expose(router, "POST", DRAFT + "/published", drafts.publish, resolve=OF_DRAFT)
expose(router, "DELETE", DRAFT, drafts.discard, resolve=OF_DRAFT, response=Done, answer=lambda _made: Done())
