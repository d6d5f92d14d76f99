"""Self-evaluation."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import HEAD, HOST, LEAD, LEADER, OVERSEER, Kind

KIND = Kind(
    key="self_evaluation",
    label=_("Self-evaluation"),
    summary=_(
        "The school says how it sees itself, aspect by aspect: where it stands, on what evidence, and how it knows."
    ),
    owners=HOST,
    page="reviews:self_evaluation",
    expect={
        HEAD: _("With your leaders, say for each {aspect} where you stand, on what evidence, and how you know."),
        LEADER: _("Add what you know to the {self_evaluation}: {position}, evidence, how you know."),
        LEAD: _("Nothing yet: the {school} writes how it sees itself, and releases it to you."),
        OVERSEER: _("The {school} writes how it sees itself. You see that it is done, not what it says."),
    },
)
