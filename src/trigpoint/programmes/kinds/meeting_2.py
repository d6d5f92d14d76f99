"""Team briefing."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import HEAD, HOST, LEAD, REVIEWER, TEAM, Kind

KIND = Kind(
    key="meeting_2",
    label=_("Team briefing"),
    summary=_("The team is briefed, and shares out who looks at what."),
    owners=(*HOST, *TEAM),
    page="reviews:briefing",
    expect={
        HEAD: _("You may join for the start: a room, a timetable, and who meets whom."),
        LEAD: _("Brief the team, and agree who looks at what."),
        REVIEWER: _("Hear the focus, and take the {aspects} and activities that you will look at."),
    },
)
