"""How the process went."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import HEAD, HOST, LEADER, Kind

KIND = Kind(
    key="process_feedback",
    label=_("How the process went"),
    summary=_("The school says how the review itself went, or that it would rather not."),
    owners=HOST,
    page="assurance:process_feedback",
    expect={
        HEAD: _("Say how the review went, or that you would rather not. Two minutes."),
        LEADER: _("Say how the review went. Two minutes."),
    },
)
