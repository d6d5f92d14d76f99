"""Suggestions in words, under what they are about."""

from collections.abc import Iterable
from typing import Any

from trigpoint.frameworks.queries import tree
from trigpoint.programmes.queries import suggestions as queries
from trigpoint.programmes.queries.suggestions import Suggestion


def grouped(found: Iterable[Suggestion]) -> list[dict[str, Any]]:
    """Those on one thing together, open ones first; what most people speak of comes first."""
    groups = [
        {
            "about": about(rows[0]),
            "open": sum(not row.outcome for row in rows),
            "said": [one(row) for row in sorted(rows, key=lambda row: bool(row.outcome))],
        }
        for rows in queries.by_target(found).values()
    ]
    return sorted(groups, key=lambda group: (-group["open"], group["about"]))


def one(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "suggestion": suggestion,
        "about": about(suggestion),
        "outcome": suggestion.get_outcome_display() if suggestion.outcome else "",
    }


def about(suggestion: Suggestion) -> str:
    """What it is about, in the words of the version that the person used."""
    model = suggestion.review_model
    target = queries.target(model.parsed(), tree(model.framework_id), suggestion.kind, suggestion.about)
    return target.label if target else suggestion.about
