"""Calls for review models: reading them, publishing a file, and what people would change about them."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.programmes.actions import review_models, suggestions
from trigpoint.programmes.queries import review_models as queries
from trigpoint.programmes.queries import suggestions as suggestion_queries
from trigpoint.programmes.rules import review_models as rules
from trigpoint.ui.api import expose

router = Router()

MODEL = "/review-models/{uuid:review_model_id}"


class ReviewModelOut(Schema):
    id: uuid.UUID
    key: str
    version: str
    title: str
    sha256: str
    framework_id: uuid.UUID
    published_at: dt.datetime


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
expose(
    router,
    "POST",
    "/suggestions/{uuid:suggestion_id}/settlement",
    suggestions.settle,
    resolve={"suggestion": _suggestion},
)
