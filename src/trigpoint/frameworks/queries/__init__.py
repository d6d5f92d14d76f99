"""Reads of frameworks."""

import functools
import uuid

from trigpoint.frameworks.models import Framework, Tree

__all__ = ["Tree", "latest", "tree"]


@functools.lru_cache(maxsize=64)
def tree(framework_id: uuid.UUID) -> Tree:
    """The parsed framework. Safe to keep: a published version never changes."""
    return Framework.objects.get(pk=framework_id).tree()


def latest(key: str) -> Framework | None:
    """The version published last."""
    return Framework.objects.filter(key=key).order_by("-published_at").first()
