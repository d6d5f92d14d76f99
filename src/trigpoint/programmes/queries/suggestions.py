"""What people would change about a review model: what it can be about, and what was said."""

import dataclasses
import uuid
from collections.abc import Iterable

from trigpoint.frameworks.queries import Tree
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.enums import SuggestionAbout
from trigpoint.programmes.models import Definition, Suggestion

__all__ = ["Suggestion", "Target", "by_target", "for_model", "made_by", "one", "target", "targets"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A part of a model that a suggestion can be about: `group` is what it stands under in a list."""

    kind: str
    key: str
    label: str
    group: str = ""


def targets(model: Definition, tree: Tree) -> tuple[Target, ...]:
    """Every stage and form of the model, and every statement or question of its framework."""
    found = [Target(kind=SuggestionAbout.STAGE, key=stage.key, label=stage.title) for stage in model.stages]
    found += [Target(kind=SuggestionAbout.FORM, key=form.key, label=form.title) for form in model.forms]
    for aspect in tree.aspects.values():
        said = {"kind": SuggestionAbout.STATEMENT, "group": aspect.name}
        found.append(Target(key=aspect.code, label=aspect.question or aspect.name, **said))
        found += [Target(key=statement.key, label=statement.text, **said) for statement in aspect.statements]
    return tuple(found)


def target(model: Definition, tree: Tree, kind: str, key: str) -> Target | None:
    """None: the model has nothing of that name."""
    return next((found for found in targets(model, tree) if (found.kind, found.key) == (kind, key)), None)


def for_model(key: str, *, network_ids: Iterable[uuid.UUID], open_only: bool = False) -> list[Suggestion]:
    """Those on any version of the model from these networks, the newest first. One query."""
    rows = Suggestion.objects.filter(review_model__key=key, network_id__in=list(network_ids))
    if open_only:
        rows = rows.filter(outcome="")
    return list(rows.select_related("review_model", "made_by", "settled_by").order_by("-made_at"))


def by_target(found: Iterable[Suggestion]) -> dict[tuple[str, str], list[Suggestion]]:
    """By kind and key of what they are about."""
    sorted_out: dict[tuple[str, str], list[Suggestion]] = {}
    for suggestion in found:
        sorted_out.setdefault((suggestion.kind, suggestion.about), []).append(suggestion)
    return sorted_out


def made_by(person_id: uuid.UUID, *, key: str, network_id: uuid.UUID) -> list[Suggestion]:
    """One's own on any version of the model, with what became of them."""
    rows = Suggestion.objects.filter(made_by_id=person_id, review_model__key=key, network_id=network_id)
    return list(rows.select_related("review_model").order_by("-made_at"))


def one(suggestion_id: uuid.UUID, *, network_ids: Iterable[uuid.UUID]) -> Suggestion:
    """Raises Missing."""
    rows = Suggestion.objects.filter(pk=suggestion_id, network_id__in=list(network_ids))
    found = rows.select_related("review_model", "made_by").first()
    if found is None:
        raise Missing
    return found
