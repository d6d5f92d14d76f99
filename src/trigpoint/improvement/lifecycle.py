"""A workshop is prepared, then held. A plan is drafted, then agreed."""

from trigpoint.kernel.lifecycle import Lifecycle, Move, State
from trigpoint.programmes.language.speech import gettext_lazy as _

WORKSHOP = Lifecycle(
    "workshop",
    states=[
        State(key="preparing", label=_("Being prepared"), owner="facilitator"),
        State(key="held", label=_("Held"), owner="facilitator"),
    ],
    moves=[
        Move(key="hold", sources=("preparing",), target="held", refusal=_("The {workshop} has been recorded already.")),
    ],
)

PLAN = Lifecycle(
    "plan",
    states=[
        State(key="drafting", label=_("Being written"), owner="host_head"),
        State(key="agreed", label=_("Agreed"), owner="host_champion"),
    ],
    moves=[
        Move(key="agree", sources=("drafting",), target="agreed", refusal=_("The plan has been agreed already.")),
    ],
)
