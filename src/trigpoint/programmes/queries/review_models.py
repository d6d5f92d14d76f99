"""Review models as values."""

import datetime as dt
import functools
import uuid

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trigpoint.frameworks.queries import version
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.language.pieces import FormDefinition
from trigpoint.programmes.language.roles import RoleDefinition
from trigpoint.programmes.models import Definition, Programme, ReviewModel, StageDefinition

__all__ = [
    "Definition",
    "FormDefinition",
    "ReviewModel",
    "RoleDefinition",
    "StageDefinition",
    "all_versions",
    "definition",
    "newer",
    "offered",
    "one",
    "other_frameworks",
    "published_as",
    "used_in",
    "versions",
    "why_not",
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


def offered() -> list[ReviewModel]:
    """What a programme may take up: all that is published and not retired."""
    return [model for model in all_versions() if model.retired_at is None]


def why_not(review_model_id: uuid.UUID, *, on: dt.date) -> str:
    """Why no review may be planned by the model for that day; empty where one may. One query."""
    if ReviewModel.objects.filter(pk=review_model_id, retired_at__isnull=False).exists():
        return _("The programme's review model is retired: let the programme use a newer one first.")
    if not definition(review_model_id).effective.covers(on):
        return _("The programme's review model is not for reviews on that day.")
    return ""


def used_in(review_model_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """The networks of the programmes that go by it now. One query."""
    rows = Programme.objects.filter(review_model_id=review_model_id)
    return frozenset(rows.values_list("network_id", flat=True))


def published_as(key: str, version: str) -> ReviewModel | None:
    return ReviewModel.objects.filter(key=key, version=version).first()


def newer(than: ReviewModel) -> list[ReviewModel]:
    """The versions of the same model that were published later and are in use, the newest first."""
    later = ReviewModel.objects.filter(key=than.key, published_at__gt=than.published_at, retired_at__isnull=True)
    return list(later.order_by("-published_at").select_related("framework"))


def versions(key: str) -> list[ReviewModel]:
    """All published versions of one model, the newest first."""
    return list(ReviewModel.objects.filter(key=key).order_by("-published_at"))


def other_frameworks(definition: Definition) -> list[str]:
    """The titles of the frameworks that may be chosen instead of the model's own."""
    rows = [version(ref.key, ref.version) for ref in definition.frameworks[1:]]
    return [str(row) for row in rows if row is not None]
