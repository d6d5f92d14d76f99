"""Feedback on how a review went: asked for, then given or declined."""

from trigpoint.kernel.lifecycle import Lifecycle, Move, State
from trigpoint.programmes.language.speech import gettext_lazy as _

PROCESS_FEEDBACK = Lifecycle(
    "process feedback",
    states=[
        State(key="asked", label=_("Asked for"), owner="host_head"),
        State(key="given", label=_("Given"), owner="host_head"),
        State(key="declined", label=_("Declined"), owner="host_head"),
    ],
    moves=[
        Move(
            key="give",
            sources=("asked", "declined"),
            target="given",
            refusal=_("Your {school} has said how the process went already."),
        ),
        Move(
            key="decline",
            sources=("asked",),
            target="declined",
            refusal=_("Your {school} has answered already."),
        ),
    ],
)
