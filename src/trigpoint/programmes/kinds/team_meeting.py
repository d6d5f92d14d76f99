"""Team meeting."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import LEAD, REVIEWER, TEAM, Kind

KIND = Kind(
    key="team_meeting",
    label=_("Team meeting"),
    summary=_("The team agrees its findings aspect by aspect, each on cited evidence."),
    owners=TEAM,
    needs=("visit",),
    page="findings:board",
    expect={
        LEAD: _(
            "Each proposes first, unseen by the others; then agree {an position} for each {aspect}, with its evidence."
        ),
        REVIEWER: _("Propose your own view first; then agree with the team, on the evidence."),
    },
)
