"""A review: planned, under way from its first finished stage, closed; it may be postponed or cancelled."""

from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.lifecycle import Lifecycle, Move, State

REVIEW = Lifecycle(
    "review",
    states=[
        State(key="planned", label=_("Planned"), owner="partnership_lead"),
        State(key="under_way", label=_("Under way"), owner="lead"),
        State(key="postponed", label=_("Postponed"), owner="partnership_lead"),
        State(key="closed", label=_("Closed"), owner="host_head"),
        State(key="cancelled", label=_("Cancelled"), owner="partnership_lead"),
    ],
    moves=[
        Move(
            key="begin",
            sources=("planned",),
            target="under_way",
            refusal=_("Only a planned review can begin."),
        ),
        Move(
            key="postpone",
            sources=("planned", "under_way"),
            target="postponed",
            refusal=_("Only a review that is planned or under way can be postponed."),
        ),
        Move(
            key="resume",
            sources=("postponed",),
            target="planned",
            refusal=_("This review is not postponed."),
        ),
        Move(
            key="close",
            sources=("under_way",),
            target="closed",
            refusal=_("Only a review that is under way can close."),
        ),
        Move(
            key="cancel",
            sources=("planned", "under_way", "postponed"),
            target="cancelled",
            refusal=_("This review is over already."),
        ),
    ],
)
