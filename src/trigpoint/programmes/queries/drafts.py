"""Drafts of review models: whose they are, what stands where in them, and what is still to be put right."""

import dataclasses
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from trigpoint.frameworks.queries import files
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.models import Definition, ModelDraft, ReviewModel
from trigpoint.programmes.queries import checks, writing

__all__ = ["ModelDraft", "Wrong", "at", "of_networks", "one", "parsed", "shaped", "wrong"]

type Where = tuple[str | int, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Something to put right, and where in the draft."""

    where: Where
    line: int
    reason: str
    short: str = ""
    """The same beside a field, where the file's own names say nothing to whoever reads it."""


def of_networks(network_ids: Iterable[uuid.UUID]) -> list[ModelDraft]:
    """Those that are not published yet, the one changed last first."""
    rows = ModelDraft.objects.filter(network_id__in=list(network_ids), published_as=None)
    return list(rows.select_related("network", "based_on", "changed_by").order_by("-changed_at"))


def one(draft_id: uuid.UUID, *, network_ids: Iterable[uuid.UUID]) -> ModelDraft:
    """Raises Missing."""
    rows = ModelDraft.objects.filter(pk=draft_id, network_id__in=list(network_ids))
    found = rows.select_related("network", "based_on", "changed_by", "published_as").first()
    if found is None:
        raise Missing
    return found


def at(content: Any, where: Sequence[str | int]) -> Any:
    """What stands at a place of a file; None where nothing does."""
    for step in where:
        if isinstance(step, int):
            content = content[step] if isinstance(content, list) and 0 <= step < len(content) else None
        else:
            content = content.get(step) if isinstance(content, dict) else None
    return content


def wrong(content: dict[str, Any]) -> list[Wrong]:
    """Everything that stands between a draft and its publication, each with its place."""
    try:
        source = files.read(writing.as_file(content))
        found = checks.mistakes(source)
    except files.Mistakes as error:
        return [Wrong(where=(), line=mistake.line, reason=_said(mistake)) for mistake in error.found]
    except (KeyError, TypeError, ValueError, AttributeError) as error:  # a shape that nobody has thought of
        return [Wrong(where=(), line=1, reason=str(error))]
    places: dict[int, Where] = {}
    for where, line in source.lines.items():
        if len(where) > len(places.get(line, ())):
            places[line] = where
    return [
        Wrong(where=m.where or places.get(m.line, ()), line=m.line, reason=_said(m), short=m.short)
        for m in sorted(found, key=lambda m: m.line)
    ]


def _said(mistake: files.Mistake) -> str:
    """Without its line: a form has none."""
    return f"{mistake.reason} {getattr(mistake, 'suggestion', '')}".strip()


def parsed(content: dict[str, Any]) -> Definition | None:
    """The draft as a model, as far as it makes one; None while it does not."""
    try:
        return Definition.parse(content)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None


def shaped(content: dict[str, Any]) -> Definition | None:
    """The draft as a model that can be drawn: each of its parts has its shape, whatever it means; None while one has not."""
    try:
        source = files.read(writing.as_file(content))
    except files.Mistakes:
        return None
    return None if files.against(source, checks.SCHEMA) else parsed(content)


def next_version(key: str, version: str) -> str:
    """The next number after a version that is free for the model."""
    taken = set(ReviewModel.objects.filter(key=key).values_list("version", flat=True))
    number = re.search(r"(\d+)$", version)
    before, last = (version[: number.start()], int(number.group(1))) if number else (f"{version}.", 1)
    while f"{before}{last}" in taken:
        last += 1
    return f"{before}{last}"
