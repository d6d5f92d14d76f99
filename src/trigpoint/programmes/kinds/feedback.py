"""Immediate feedback."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import HEAD, LEAD, TEAM, Kind

KIND = Kind(
    key="feedback",
    label=_("Immediate feedback"),
    summary=_("The head hears in short what the team saw."),
    owners=TEAM,
    needs=("visit",),
    page="findings:feedback",
    expect={
        HEAD: _("Hear in short what the team saw, the same day."),
        LEAD: _("Tell the {head} in short what the team saw."),
    },
)
