"""What a suggestion can be about, laid out to choose from; and one's own with what became of them."""

from typing import Any

from trigpoint.programmes.enums import SuggestionAbout
from trigpoint.programmes.queries import suggestions
from trigpoint.reviews.queries.scene import Scene


def parts(scene: Scene) -> dict[str, list[dict[str, str]]]:
    """Stages, forms and aspects of the review's model, each with its address."""
    found = suggestions.targets(scene.model, scene.tree)
    return {
        "stages": [_link(one.kind, one.key, one.label) for one in found if one.kind == SuggestionAbout.STAGE],
        "forms": [_link(one.kind, one.key, one.label) for one in found if one.kind == SuggestionAbout.FORM],
        "aspects": [
            _link(SuggestionAbout.STATEMENT, aspect.code, aspect.name) for aspect in scene.tree.aspects.values()
        ],
    }


def chosen(scene: Scene, asked: str) -> dict[str, Any] | None:
    """What `stage:visit` or `statement:OI1` names: its title and what exactly may be chosen in it. None: nothing."""
    kind, _colon, key = asked.partition(":")
    found = [one for one in suggestions.targets(scene.model, scene.tree) if one.kind == kind]
    if kind == SuggestionAbout.STATEMENT:
        found = [one for one in found if one.key == key or one.key.startswith(f"{key}.")]
    else:
        found = [one for one in found if one.key == key]
    if not found:
        return None
    return {
        "title": found[0].group or found[0].label,
        "choices": [(f"{one.kind}:{one.key}", one.label) for one in found],
        "asked": asked,
    }


def own(scene: Scene) -> list[dict[str, Any]]:
    """One's own so far."""
    person_id = scene.hats.person_id
    if person_id is None:
        return []
    made = suggestions.made_by(person_id, key=scene.model.key, network_id=scene.review.network_id)
    return [
        {
            "suggestion": one,
            "about": target.label
            if (target := suggestions.target(scene.model, scene.tree, one.kind, one.about))
            else one.about,
            "outcome": one.get_outcome_display() if one.outcome else "",
        }
        for one in made
    ]


def _link(kind: str, key: str, label: str) -> dict[str, str]:
    return {"about": f"{kind}:{key}", "label": label}
