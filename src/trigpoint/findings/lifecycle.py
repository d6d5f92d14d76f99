"""A profile: being drafted, with the school for a check of facts, released."""

from trigpoint.kernel.lifecycle import Lifecycle, Move, State
from trigpoint.programmes.language.speech import gettext_lazy as _

PROFILE = Lifecycle(
    "profile",
    states=[
        State(key="drafting", label=_("Being drafted"), owner="lead"),
        State(key="fact_check", label=_("With the {school} for a check of facts"), owner="host_head"),
        State(key="released", label=_("Released"), owner="lead"),
    ],
    moves=[
        Move(
            key="send",
            sources=("drafting",),
            target="fact_check",
            refusal=_("The {profile} is with the {school} already, or released."),
        ),
        Move(
            key="take_back",
            sources=("fact_check",),
            target="drafting",
            refusal=_("Only {an profile} that is with the {school} can be taken back."),
        ),
        Move(
            key="release",
            sources=("fact_check",),
            target="released",
            refusal=_("{An profile} is released after the {school} has had it for a check of facts."),
        ),
    ],
)
