"""Action plan."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import CHAMPION, FACILITATOR, GOVERNOR, HEAD, HOST, LEADER, OVERSEER, STAFF, Kind

KIND = Kind(
    key="plan",
    label=_("Action plan"),
    summary=_("The school agrees who does what by when, and who is told."),
    owners=HOST,
    needs=("profile",),
    page="improvement:plan",
    expect={
        HEAD: _("Agree the plan: who does what by when, how you will know, and who is told what."),
        LEADER: _("Take on your part of the plan, with a date and a measure."),
        STAFF: _("Some actions may be yours: you see those and can say how they go."),
        GOVERNOR: _("Read the plan, and ask how it goes."),
        CHAMPION: _("Drive the plan at home: keep the actions moving, and note what changes."),
        FACILITATOR: _("Help to write the plan until the {school} agrees it."),
        OVERSEER: _("You see what support the {school} asks for, not the plan itself."),
    },
)
