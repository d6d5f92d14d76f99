"""Review models made from the shipped one, in one line each: `model(subject={"kind": "trust"})`."""

import itertools
from typing import Any

from tests.factories.programmes import SIGNED_AT, review_model
from trigpoint.programmes.models import ReviewModel

_numbers = itertools.count(1)


def model(
    *, stages: dict[str, dict[str, Any]] | None = None, more: Any = (), rules: Any = None, **parts: Any
) -> ReviewModel:
    """
    The shipped model with other parts. `stages` changes some of its stages by key, `more` adds stages at the end.

    The file's checks are not asked: tests of those are elsewhere.
    """
    shipped = review_model(**(rules or {}))
    data = {**shipped.definition, **parts, "key": f"made-{next(_numbers)}", "version": "1"}
    data["stages"] = [{**stage, **(stages or {}).get(stage["key"], {})} for stage in data["stages"]] + list(more)
    return ReviewModel.objects.create(
        key=data["key"],
        version="1",
        title=data["title"],
        definition=data,
        sha256="0" * 64,
        framework=shipped.framework,
        published_at=SIGNED_AT,
    )
