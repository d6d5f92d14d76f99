"""What becomes of a mail."""

from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.lifecycle import Lifecycle, Move, State

MAIL = Lifecycle(
    "mail",
    states=[
        State(key="queued", label=_("Waiting to be sent"), owner=_("the worker")),
        State(key="sending", label=_("Being sent"), owner=_("the worker")),
        State(key="sent", label=_("Sent"), owner=_("nobody")),
        State(key="kept", label=_("Kept to be read in the demonstration"), owner=_("nobody")),
        State(key="failed", label=_("Could not be sent"), owner=_("an operator")),
    ],
    moves=[
        Move(key="take", sources=("queued",), target="sending", refusal=_("This mail is not waiting to be sent.")),
        Move(key="deliver", sources=("sending",), target="sent", refusal=_("This mail is not being sent.")),
        Move(key="keep", sources=("sending",), target="kept", refusal=_("This mail is not being sent.")),
        Move(key="put_back", sources=("sending",), target="queued", refusal=_("This mail is not being sent.")),
        Move(key="give_up", sources=("sending",), target="failed", refusal=_("This mail is not being sent.")),
        Move(key="try_again", sources=("failed",), target="queued", refusal=_("This mail has not failed.")),
    ],
)
