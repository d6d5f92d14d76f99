"""Calls about the model that a review goes by: suggestions, and going over to a newer version."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.programmes.queries import suggestions as suggestion_queries
from trigpoint.reviews.actions import suggestions, versions
from trigpoint.reviews.queries import versions as version_queries
from trigpoint.reviews.rules import planning as rules
from trigpoint.reviews.rules import suggestions as suggestion_rules
from trigpoint.reviews.web import asking
from trigpoint.ui.api import Problem, expose

router = Router()

REVIEW = "/reviews/{uuid:review_id}"
PROBLEMS = {frozenset({401, 403, 404, 422}): Problem}


class OwnSuggestion(Schema):
    """`outcome` is empty until the programme's staff have settled it."""

    id: uuid.UUID
    kind: str
    about: str
    text: str
    made_at: dt.datetime
    outcome: str
    answer: str


class VersionOut(Schema):
    id: uuid.UUID
    key: str
    version: str
    title: str
    published_at: dt.datetime


class StageChangeOut(Schema):
    """`before` null: the stage is new; `after` null: it goes."""

    key: str
    title: str
    before: dt.date | None
    after: dt.date | None
    is_done: bool


class MovingOut(Schema):
    """`lost`: what can't come along; unless it is empty the review can't go over. `forms`: title to kept, new or goes;
    `others`: what else is different, in sentences."""

    to: VersionOut
    stages: list[StageChangeOut]
    forms: dict[str, str]
    framework: tuple[str, str] | None
    others: list[str]
    lost: list[str]


def _review(request: HttpRequest, review_id: uuid.UUID) -> Any:
    return asking.scene(request, review_id).review


def _newer(request: HttpRequest, review_id: uuid.UUID, review_model_id: uuid.UUID) -> Any:
    scene = asking.scene(request, review_id)
    rules.may_change(scene).require()
    return version_queries.newer_one(scene.review, review_model_id)


@router.get(
    REVIEW + "/suggestions",
    operation_id="reviews.suggestions",
    response={200: list[OwnSuggestion], **PROBLEMS},
    summary="What the person has suggested about the review's model",
)
def own(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """One's own only, with what became of each."""
    scene = asking.scene(request, review_id)
    suggestion_rules.may_suggest(scene).require()
    person: Any = request.auth  # the token's person
    return suggestion_queries.made_by(person.pk, key=scene.model.key, network_id=scene.review.network_id)


@router.get(
    REVIEW + "/newer-versions",
    operation_id="reviews.newer_versions",
    response={200: list[VersionOut], **PROBLEMS},
    summary="Newer versions of the review's model",
)
def newer(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """For whoever plans the review; the newest first."""
    scene = asking.scene(request, review_id)
    rules.may_change(scene).require()
    return version_queries.newer(scene.review)


@router.get(
    REVIEW + "/newer-versions/{uuid:review_model_id}",
    operation_id="reviews.what_would_change",
    response={200: MovingOut, **PROBLEMS},
    summary="What going over to a newer version would change",
)
def what_would_change(request: HttpRequest, review_id: uuid.UUID, review_model_id: uuid.UUID) -> Any:
    """Stages with their days, forms, framework, and what would be lost."""
    return version_queries.moving(_review(request, review_id), _newer(request, review_id, review_model_id))


expose(
    router,
    "POST",
    REVIEW + "/suggestions",
    suggestions.suggest,
    resolve={"review": _review},
    operation_id="reviews.suggest",
)
expose(router, "POST", REVIEW + "/newer-versions", versions.move, resolve={"review": _review, "review_model": _newer})
