"""Feedback on how a review went: asked for, then given or declined."""

from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.lifecycle import Lifecycle, Move, State

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
            refusal=_("Your school has said how the process went already."),
        ),
        Move(
            key="decline",
            sources=("asked",),
            target="declined",
            refusal=_("Your school has answered already."),
        ),
    ],
)
