"""Review models as values."""

import functools
import uuid

from django.utils.translation import get_language

from trigpoint.frameworks.queries import version
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.language.pieces import FormDefinition
from trigpoint.programmes.models import Definition, ReviewModel, StageDefinition

__all__ = [
    "Definition",
    "FormDefinition",
    "ReviewModel",
    "StageDefinition",
    "all_versions",
    "definition",
    "newer",
    "one",
    "other_frameworks",
    "versions",
]


def definition(review_model_id: uuid.UUID) -> Definition:
    """The parsed model, in the reader's language where it has that. Safe to keep: a published version never changes."""
    return _definition(review_model_id, (get_language() or "en").partition("-")[0])


@functools.lru_cache(maxsize=128)
def _definition(review_model_id: uuid.UUID, language: str) -> Definition:
    return ReviewModel.objects.get(pk=review_model_id).parsed(language)


def all_versions() -> list[ReviewModel]:
    """Everything that is published, by name, the newest version first."""
    return list(ReviewModel.objects.select_related("framework").order_by("title", "-published_at"))


def one(review_model_id: uuid.UUID) -> ReviewModel:
    """Raises Missing."""
    found = ReviewModel.objects.filter(pk=review_model_id).select_related("framework").first()
    if found is None:
        raise Missing
    return found


def newer(than: ReviewModel) -> list[ReviewModel]:
    """The versions of the same model that were published later, the newest first."""
    rows = ReviewModel.objects.filter(key=than.key, published_at__gt=than.published_at).order_by("-published_at")
    return list(rows.select_related("framework"))


def versions(key: str) -> list[ReviewModel]:
    """All published versions of one model, the newest first."""
    return list(ReviewModel.objects.filter(key=key).order_by("-published_at"))


def other_frameworks(definition: Definition) -> list[str]:
    """The titles of the frameworks that may be chosen instead of the model's own."""
    rows = [version(ref.key, ref.version) for ref in definition.frameworks[1:]]
    return [str(row) for row in rows if row is not None]
