"""Workshop."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import (
    CHAMPION,
    FACILITATOR,
    GOVERNOR,
    HEAD,
    HOST,
    LEAD,
    LEADER,
    OVERSEER,
    REVIEWER,
    STAFF,
    TEAM,
    Kind,
)

KIND = Kind(
    key="workshop",
    label=_("Workshop"),
    summary=_("The school finds causes and decides what to change, with somebody from elsewhere leading."),
    owners=(*HOST, *TEAM),
    page="improvement:workshop",
    expect={
        HEAD: _("Bring your leaders and whom else you choose. Find causes, decide what to change."),
        LEADER: _("Take part: find causes, weigh options, decide."),
        STAFF: _("You may be invited: what you know of the causes counts."),
        GOVERNOR: _("You may be invited: what you know of the {school} counts."),
        CHAMPION: _("Take part: you will drive the plan at home. Somebody from another school leads the {workshop}."),
        LEAD: _("Come with your whole team; say what you saw, and leave the deciding to the {school}."),
        REVIEWER: _("Come, and say what you saw. If you can't, say why."),
        FACILITATOR: _("Lead the {workshop}: strengths first, then causes, options, decisions."),
        OVERSEER: _("You see whether it took place, and when."),
    },
)
