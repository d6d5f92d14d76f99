"""
Which parts of its framework a review is about: those that apply to its school, or to one of the schools that it visits.

Self-evaluation, focus, forms for each area, timetable, notes and findings all ask here.
"""

from trigpoint.frameworks.queries import Aspect, Theme, tree
from trigpoint.organisations.queries import by_id
from trigpoint.organisations.queries.features import features
from trigpoint.reviews.models import Review

__all__ = ["aspects", "aspects_by_code", "themes"]


def themes(review: Review) -> tuple[Theme, ...]:
    """The themes with those of their aspects that apply. No query where the framework's aspects apply everywhere."""
    framework = tree(review.framework_id)
    if not any(aspect.applies_to for aspect in framework.aspects.values()):
        return framework.themes
    return framework.applying(_features(review))


def aspects(review: Review) -> tuple[Aspect, ...]:
    """The aspects that apply, in the framework's order."""
    return tuple(aspect for theme in themes(review) for aspect in theme.aspects)


def aspects_by_code(review: Review) -> dict[str, Aspect]:
    return {aspect.code: aspect for aspect in aspects(review)}


def _features(review: Review) -> frozenset[str]:
    """What the schools that are visited have between them; what the host has, where no others are visited."""
    schools = by_id.schools(review.site_ids) if review.site_ids else [review.host]
    return frozenset[str]().union(*(features(school) for school in schools))
