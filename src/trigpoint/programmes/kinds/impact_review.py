"""Impact review."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import CHAMPION, FACILITATOR, HEAD, HOST, LEAD, LEADER, OVERSIGHT, TEAM, Kind

KIND = Kind(
    key="impact_review",
    label=_("Impact review"),
    summary=_("School and colleagues look at what has changed for pupils, action by action."),
    owners=(*HOST, *TEAM, *OVERSIGHT),
    needs=("plan",),
    page="improvement:impact_review",
    expect={
        HEAD: _("Look at what has changed for pupils, action by action."),
        LEADER: _("Bring the latest figures for your actions."),
        CHAMPION: _("Bring the latest figures, action by action."),
        LEAD: _("You may be asked to look again with the {school}."),
        FACILITATOR: _("You may be asked to look again with the {school}."),
    },
)
