"""A form: being written, sent in, opened again. An accreditation: nominated, tested, accredited or not, withdrawn."""

from trigpoint.kernel.lifecycle import Lifecycle, Move, State
from trigpoint.programmes.language.speech import gettext_lazy as _

SHEET = Lifecycle(
    "form",
    states=[
        State(key="writing", label=_("Being written"), owner="who fills it in"),
        State(key="sent", label=_("Sent in"), owner="nobody"),
    ],
    moves=[
        Move(
            key="send",
            sources=("writing",),
            target="sent",
            refusal=_("This form has been sent in already."),
        ),
        Move(
            key="reopen",
            sources=("sent",),
            target="writing",
            refusal=_("This form is open already."),
        ),
    ],
)

ACCREDITATION = Lifecycle(
    "accreditation",
    states=[
        State(key="nominated", label=_("Nominated by the {school}"), owner="lead"),
        State(key="tested", label=_("Looked at in the review"), owner="lead"),
        State(key="accredited", label=_("Accredited"), owner="host_head"),
        State(key="not_accredited", label=_("Not accredited this time"), owner="nobody"),
        State(key="withdrawn", label=_("Withdrawn by the {school}"), owner="nobody"),
    ],
    moves=[
        Move(
            key="test",
            sources=("nominated", "tested"),
            target="tested",
            refusal=_("This has been decided already."),
        ),
        Move(
            key="accredit",
            sources=("tested",),
            target="accredited",
            refusal=_("Say first what the team saw of it: only what was looked at can be accredited."),
        ),
        Move(
            key="decline",
            sources=("nominated", "tested"),
            target="not_accredited",
            refusal=_("This has been decided already."),
        ),
        Move(
            key="withdraw",
            sources=("nominated", "tested", "accredited"),
            target="withdrawn",
            refusal=_("There is nothing to withdraw."),
        ),
    ],
)
