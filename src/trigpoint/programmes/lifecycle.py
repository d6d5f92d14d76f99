"""A partnership: forming, agreed, active; it may pause, and it may close."""

from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.lifecycle import Lifecycle, Move, State

PARTNERSHIP = Lifecycle(
    "partnership",
    states=[
        State(key="forming", label=_("Forming"), owner="partnership_lead"),
        State(key="agreed", label=_("Agreed"), owner="partnership_lead"),
        State(key="active", label=_("Active"), owner="partnership_lead"),
        State(key="paused", label=_("Paused"), owner="partnership_lead"),
        State(key="closed", label=_("Closed"), owner="programme_staff"),
    ],
    moves=[
        Move(
            key="agree",
            sources=("forming",),
            target="agreed",
            refusal=_("The agreements of this partnership are in place already."),
        ),
        Move(
            key="start",
            sources=("agreed",),
            target="active",
            refusal=_("A partnership is active once every school has signed both agreements and it has a cycle."),
        ),
        Move(
            key="pause",
            sources=("agreed", "active"),
            target="paused",
            refusal=_("Only a partnership that has agreed or is active can pause."),
        ),
        Move(
            key="resume",
            sources=("paused",),
            target="active",
            refusal=_("This partnership is not paused."),
        ),
        Move(
            key="close",
            sources=("forming", "agreed", "active", "paused"),
            target="closed",
            refusal=_("This partnership is closed already."),
        ),
    ],
)
