"""What a review looks at: aspects in focus, lines of enquiry, and who looks at what."""

import datetime as dt
import uuid

from trigpoint.frameworks.queries import Aspect, Theme, Tree, tree
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.models import Focus, Line, Review
from trigpoint.reviews.queries import scope


def focus(review: Review) -> Focus:
    """The focus record with who agreed; an empty one, not saved, before anything was written (its version is 0)."""
    found = Focus.objects.filter(review=review).select_related("lead_agreed_by", "head_agreed_by").first()
    return found or Focus(review=review, version=0)


def in_focus(review: Review) -> tuple[Aspect, ...]:
    """The aspects in focus, in the framework's order. One query."""
    chosen = Focus.objects.filter(review=review).values_list("aspects", flat=True).first() or []
    return aspects_of(tree(review.framework_id), chosen)


def looked_at(review: Review) -> tuple[Aspect, ...]:
    """The aspects in focus; before any is chosen, or where the model chooses none, all that apply. One query or two."""
    return in_focus(review) or scope.aspects(review)


def aspects_of(framework: Tree, codes: list[str]) -> tuple[Aspect, ...]:
    """The aspects with these codes, in the framework's order."""
    wanted = set(codes)
    return tuple(aspect for code, aspect in framework.aspects.items() if code in wanted)


def themes_in_focus(review: Review) -> tuple[Theme, ...]:
    """The themes that have an aspect in focus: what those may know who may not read the whole."""
    codes = {aspect.theme for aspect in in_focus(review)}
    return tuple(theme for theme in tree(review.framework_id).themes if theme.code in codes)


def is_agreed(review: Review) -> bool:
    """Whether lead and headteacher have both agreed."""
    return Focus.objects.filter(review=review, lead_agreed_at__isnull=False, head_agreed_at__isnull=False).exists()


def agreed_on(record: Focus) -> dt.datetime | None:
    """When the second of the two agreed."""
    if record.lead_agreed_at is None or record.head_agreed_at is None:
        return None
    return max(record.lead_agreed_at, record.head_agreed_at)


def lines(review: Review) -> list[Line]:
    """The lines of enquiry, in their order."""
    return list(Line.objects.filter(review=review).order_by("order", "created_at"))


def line(review: Review, line_id: uuid.UUID) -> Line:
    """One line of enquiry. Raises Missing."""
    found = Line.objects.filter(review=review, pk=line_id).select_related("review").first()
    if found is None:
        raise Missing
    return found
