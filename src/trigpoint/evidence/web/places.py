"""Where the pages of this context are reached from."""

from django.utils.translation import gettext_lazy as _

from trigpoint.evidence import actions
from trigpoint.evidence.queries import retention as retentions
from trigpoint.evidence.rules import conditions as of_evidence
from trigpoint.evidence.rules import retention, visibility
from trigpoint.evidence.web import presenters
from trigpoint.reviews.queries import keeping
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import conditions
from trigpoint.ui.panels import Panel, Tab, register_panel, register_tab


def register() -> None:
    """Add the tabs and the panel of a review. The team reaches how long notes are kept from the notes."""
    register_tab("review", Tab(order=40, label=_("Notes"), url_name="evidence:notes", shown=_shown))  # type: ignore[arg-type]
    register_tab("review", Tab(order=45, label=_("Evidence"), url_name="evidence:matrix", shown=_shown))  # type: ignore[arg-type]
    conditions.register("evidence", of_evidence.enough)
    keeping.register(
        keeping.Keeper(
            thing=retention.NOTES,
            hold=actions.retention.hold,
            lift=actions.retention.lift,
            nightly=((retentions.due, actions.retention.delete),),
        )
    )
    register_panel("review", Panel(order=20, template="evidence/panel.html", build=presenters.panel))


def _shown(scene: Scene) -> bool:
    return bool(visibility.may_see_own(scene))
