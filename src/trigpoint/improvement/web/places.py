"""Where the pages of this context are reached from."""

from trigpoint.access.hats import Hats
from trigpoint.improvement.queries.latest import Latest, latest
from trigpoint.improvement.rules import visibility
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.queries.scene import Scene
from trigpoint.ui.panels import Panel, Tab, register_panel, register_tab


def register() -> None:
    """Add the tabs of a review, and a card on the home page."""
    register_panel("home", Panel(order=20, template="improvement/latest_panel.html", build=_latest))
    register_tab(
        "review",
        Tab(
            order=70,
            label=_("{Workshop}"),  # type: ignore[arg-type]
            url_name="improvement:workshop",
            shown=lambda scene: _has(scene, StageKind.WORKSHOP) and bool(visibility.may_see_workshop(scene)),
            word="workshop",
        ),
    )
    register_tab(
        "review",
        Tab(
            order=80,
            label=_("{Plan}"),  # type: ignore[arg-type]
            url_name="improvement:plan",
            shown=lambda scene: _has(scene, StageKind.PLAN) and visibility.sight(scene) is not visibility.Sight.OWN,
            word="plan",
        ),
    )


def _has(scene: Scene, kind: StageKind) -> bool:
    """Whether the review's model has such a stage."""
    return scene.model.stage_of_kind(kind.value) is not None


def _latest(hats: Hats) -> Latest | None:
    return latest(hats)
