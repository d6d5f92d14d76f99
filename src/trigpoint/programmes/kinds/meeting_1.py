"""First meeting."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import HEAD, HOST, LEAD, REVIEWER, TEAM, Kind

KIND = Kind(
    key="meeting_1",
    label=_("First meeting"),
    summary=_("Lead and head agree the focus, lines of enquiry and who is not available for observation."),
    owners=(*HOST, *TEAM),
    page="reviews:focus",
    expect={
        HEAD: _(
            "Tell your {school}'s story. Agree the focus, lines of enquiry, and who is not available for observation."
        ),
        LEAD: _("Hear the {school}'s story. Agree the focus, the lines of enquiry and how the visit runs."),
        REVIEWER: _("Nothing to do: the lead and the {head} agree the focus, and you will read it."),
    },
)
