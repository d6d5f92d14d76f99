"""Where the pages of this context are reached from."""

from django.utils.translation import gettext_lazy as _

from trigpoint.evidence.rules import conditions as of_evidence
from trigpoint.evidence.rules import retention, visibility
from trigpoint.evidence.web import presenters
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import conditions
from trigpoint.ui.panels import Panel, Tab, register_panel, register_tab


def register() -> None:
    """Add the tabs and the panel of a review. The team reaches how long notes are kept from the notes."""
    register_tab("review", Tab(order=40, label=_("Notes"), url_name="evidence:notes", shown=_shown))  # type: ignore[arg-type]
    register_tab("review", Tab(order=42, label=_("Notes kept"), url_name="evidence:retention", shown=_decides))  # type: ignore[arg-type]
    register_tab("review", Tab(order=45, label=_("Evidence"), url_name="evidence:matrix", shown=_shown))  # type: ignore[arg-type]
    conditions.register("evidence", of_evidence.enough)
    register_panel("review", Panel(order=20, template="evidence/panel.html", build=presenters.panel))


def _decides(scene: Scene) -> bool:
    return bool(retention.may_decide(scene))


def _shown(scene: Scene) -> bool:
    return bool(visibility.may_see_own(scene))
