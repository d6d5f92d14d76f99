"""What a model calls people and things within a sentence, by the names that `speech` puts between braces."""

from typing import TYPE_CHECKING

from trigpoint.kernel.words import gettext
from trigpoint.programmes.language import vocabulary

if TYPE_CHECKING:
    from trigpoint.programmes.language.definition import Definition

PARTS = {
    "lead": "lead",
    "reviewer": "reviewer",
    "facilitator": "facilitator",
    "partnership_lead": "partnership_lead",
    "head": "host_head",
    "headteacher": "host_head",
    "champion": "host_champion",
}
"""People of whom sentences speak, and the part of the product that they are."""

THINGS = {"school": ("host", "school"), "review_team": ("team",), "facilitator": ("facilitator",)}
"""Things that a sentence says shorter than the vocabulary: the first of these words that the model has."""


def own(model: "Definition", key: str) -> str | None:
    if key in ("leads", "reviewers"):
        one = own(model, key[:-1])
        return vocabulary.plural(one) if one else None
    if key == "impact_review":
        stage = model.stage_of_kind("impact_review")
        return in_sentence(stage.title) if stage else None
    if key in PARTS:
        found = next((role.label for role in model.roles_of(PARTS[key]) if role.is_own), None)
        if found:
            return in_sentence(gettext(found))
    for thing in THINGS.get(key, (key,)):
        if thing in model.words:
            return model.words[thing]
        if vocabulary.SINGULAR.get(thing) in model.words:
            return vocabulary.word(thing, model.words)
    return None


def in_sentence(label: str) -> str:
    """A role's or a stage's name within a sentence: "lead reviewer", but "SENCo" and "Improvement Champion"."""
    if not label[1:2].islower() or any(word[:1].isupper() for word in label.split()[1:]):
        return label
    return label[:1].lower() + label[1:]
