"""Where the pages of this context are reached from."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from trigpoint.evidence.queries import plans
from trigpoint.findings.queries import positions
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.rules import visibility
from trigpoint.findings.web.presenters import board
from trigpoint.reviews.queries.scene import Scene
from trigpoint.ui.panels import Panel, Tab, register_panel, register_tab


def register() -> None:
    """Add the tabs and the panel of a review."""
    register_tab(
        "review",
        Tab(
            order=50,
            label=_("Team meeting"),  # type: ignore[arg-type]
            url_name="findings:board",
            shown=lambda scene: bool(visibility.may_see_positions(scene)),
        ),
    )
    register_tab("review", Tab(order=60, label=_("Profile"), url_name="findings:profile", shown=_profile))  # type: ignore[arg-type]
    register_tab("review.looked", Tab(order=20, label=_("Who has looked"), url_name="findings:looks", shown=_looked))  # type: ignore[arg-type]
    register_panel("review", Panel(order=30, template="findings/panel.html", build=_panel))


def _profile(scene: Scene) -> bool:
    return bool(visibility.may_see_profile(scene, profiles.standing(scene.review)))


def _looked(scene: Scene) -> bool:
    return bool(visibility.may_see_looks(scene)) and profiles.standing(scene.review).is_released


def _panel(scene: Scene) -> dict[str, Any] | None:
    """What the team agrees, on the review's overview, from the first position on."""
    if not visibility.may_see_positions(scene):
        return None
    agreed = positions.agreed(scene.review)
    if not agreed:
        return None
    aspects = plans.in_focus(scene.review)
    return {
        "rows": [
            {
                "aspect": aspect,
                "agreed": agreed.get(aspect.code),
                "columns": board.columns(scene, aspect, agreed[aspect.code].statements, board.OwnView())
                if aspect.code in agreed
                else [],
            }
            for aspect in aspects
        ],
        "left": sum(1 for aspect in aspects if aspect.code not in agreed),
    }
