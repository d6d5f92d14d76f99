"""Where the pages of this context are reached from."""

from typing import Any

from trigpoint.evidence.queries import plans
from trigpoint.evidence.queries.stages import is_done
from trigpoint.findings import actions
from trigpoint.findings.queries import left, positions
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries import retention as retentions
from trigpoint.findings.rules import conditions as of_findings
from trigpoint.findings.rules import retention, visibility
from trigpoint.findings.web.presenters import board
from trigpoint.proformas.queries import look_back
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.queries import keeping
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import conditions
from trigpoint.ui.panels import Panel, Tab, register_panel, register_tab


def register() -> None:
    """Add the tabs and the panel of a review; say how a model's conditions on findings are checked, and what is left."""
    register_tab(
        "review",
        Tab(
            order=50,
            label=_("Team meeting"),  # type: ignore[arg-type]
            url_name="findings:board",
            shown=_board,
        ),
    )
    register_tab(
        "review",
        Tab(
            order=55,
            label=_("What the team found"),  # type: ignore[arg-type]
            url_name="findings:with_the_school",
            shown=_agreement,
        ),
    )
    register_tab(
        "review", Tab(order=60, label=_("{Profile}"), url_name="findings:profile", shown=_profile, word="profile")
    )  # type: ignore[arg-type]
    register_tab("review.looked", Tab(order=20, label=_("Who has looked"), url_name="findings:looks", shown=_looked))  # type: ignore[arg-type]
    conditions.register("released", of_findings.released)
    conditions.register("qa", of_findings.quality)
    look_back.register_points(left.points)
    keeping.register(
        keeping.Keeper(
            thing=retention.OUTPUT,
            hold=actions.retention.hold,
            lift=actions.retention.lift,
            nightly=((retentions.due, actions.retention.delete), (retentions.to_tell, actions.retention.tell)),
        )
    )
    register_panel("review", Panel(order=30, template="findings/panel.html", build=_panel))


def _board(scene: Scene) -> bool:
    """The model has findings that a team agrees, and this person sees them."""
    model = scene.model
    if model.stage_of_kind("team_meeting") is None and model.stage_of_kind("profile") is None:
        return False
    return bool(visibility.may_see_positions(scene, released=profiles.is_known_released(scene)))


def _agreement(scene: Scene) -> bool:
    if not scene.model.judgement.agreed_with_host or scene.plays(*visibility.TEAM):
        return False
    closed = is_done(scene.review, "team_meeting")
    return bool(visibility.may_see_agreement(scene, meeting_closed=closed, released=False))


def _profile(scene: Scene) -> bool:
    return bool(visibility.may_see_profile(scene, profiles.standing(scene.review)))


def _looked(scene: Scene) -> bool:
    return bool(visibility.may_see_looks(scene)) and profiles.standing(scene.review).is_released


def _panel(scene: Scene) -> dict[str, Any] | None:
    """What the team agrees, on the review's overview, from the first position on."""
    if not visibility.may_see_positions(scene, released=profiles.is_known_released(scene)):
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
                **board.told(scene, agreed.get(aspect.code)),
            }
            for aspect in aspects
        ],
        "left": sum(1 for aspect in aspects if aspect.code not in agreed),
    }
