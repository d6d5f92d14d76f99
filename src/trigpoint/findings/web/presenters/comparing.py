"""What stands beside the profile: areas of inspection, and earlier reviews."""

from collections.abc import Iterable
from typing import Any

from trigpoint.findings.queries.over_time import Said, Thread
from trigpoint.findings.queries.touches import Touched
from trigpoint.findings.web.presenters.profile import lists
from trigpoint.frameworks.queries import Tree
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene
from trigpoint.ui import dates


def seen_by() -> str:
    return _("Seen by the {school}'s {head} and senior leaders.")


def areas(scene: Scene, found: Iterable[Touched], later: Iterable[Tree]) -> dict[str, Any]:
    """Area by area, the aspects that touch it: names and questions, and no word of how they stand."""
    return {
        "scene": scene,
        "seen_by": seen_by(),
        "visit": dates.long(scene.review.visit_starts_on),
        "frameworks": [
            {
                "inspection": one.inspection,
                "is_there": one.linked.is_there,
                "areas": one.areas,
                "left_out": [area.name for area in one.left_out],
                "apart": [area.name for area in one.apart],
                "touching_none": [aspect.name for aspect in one.touching_none],
                "map": (scene.review.network_id, one.linked.framework_id, one.linked.inspection_id),
            }
            for one in found
        ],
        "later": [
            {"title": tree.title, "since": dates.long(tree.effective_from) if tree.effective_from else ""}
            for tree in later
        ],
    }


def over_time(scene: Scene, threads: Iterable[Thread]) -> dict[str, Any]:
    """Aspect by aspect, each review of the school up to this one, oldest first."""
    rows = [
        {
            "aspect": thread.aspect,
            "theme": scene.tree.theme(thread.aspect.theme),
            "reviews": [_review(scene, one) for one in thread.reviews],
        }
        for thread in threads
    ]
    return {
        "scene": scene,
        "seen_by": seen_by(),
        "rows": rows,
        "is_first": all(len(row["reviews"]) == 1 for row in rows),
    }


def _review(scene: Scene, one: Said) -> dict[str, Any]:
    return {
        "day": dates.long(one.visit_starts_on),
        "is_this": one.review_id == scene.review.pk,
        "framework": one.framework,
        "is_comparable": one.is_comparable,
        "said": one.said,
        "words": words(one),
        "lists": lists(one.said) if one.said else [],
    }


def words(one: Said) -> str:
    """What is told of a review where its own words can't be: not comparable, not looked at, not enough evidence."""
    if not one.is_comparable:
        return _("Not comparable: this review used another framework, %(framework)s.") % {"framework": one.framework}
    if one.said is None:
        return _("This review did not look at it.")
    return _("There was not enough evidence to say.") if one.said.not_enough_evidence else ""
