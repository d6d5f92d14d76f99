"""Visit."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import (
    CHAMPION,
    GOVERNOR,
    HEAD,
    HOST,
    LEAD,
    LEADER,
    REVIEWER,
    SITE,
    STAFF,
    TEAM,
    Kind,
)

KIND = Kind(
    key="visit",
    label=_("Visit"),
    summary=_("The team is in school, by a timetable, and notes evidence. All other dates count from its first day."),
    owners=(*HOST, *TEAM),
    page="reviews:timetable",
    expect={
        HEAD: _("Open doors. Your leaders may observe together with a reviewer. There are no grades."),
        LEADER: _("You may be asked to observe together with a reviewer, or to talk about your work."),
        STAFF: _("A reviewer may come in or ask to talk. It is about the {school}, not about you; nobody is graded."),
        GOVERNOR: _("The team may ask to talk with governors. It is about the {school}; there are no grades."),
        CHAMPION: _("You may be asked to observe together with a reviewer, or to talk about your work."),
        SITE: _(
            "The team comes to your school for its part of the timetable. The {host} is reviewed, not your school."
        ),
        LEAD: _("Keep the timetable, and see where the evidence is thin."),
        REVIEWER: _("Note what you see and hear, no names, and tag each note to its {aspects}."),
    },
)
