"""A schedule: looked for, a draft, published, and perhaps taken back."""

from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.lifecycle import Lifecycle, Move, State

SCHEDULE = Lifecycle(
    "schedule",
    states=[
        State(key="waiting", label=_("Waits its turn"), owner="worker"),
        State(key="looking", label=_("Being looked for"), owner="worker"),
        State(key="draft", label=_("Draft"), owner="planner"),
        State(key="published", label=_("Published"), owner="planner"),
        State(key="undone", label=_("Taken back"), owner="planner"),
        State(key="failed", label=_("Nothing was found"), owner="planner"),
        State(key="discarded", label=_("Put aside"), owner="planner"),
    ],
    moves=[
        Move(key="begin", sources=("waiting",), target="looking", refusal=_("The search has begun already.")),
        Move(
            key="find",
            sources=("waiting", "looking"),
            target="draft",
            refusal=_("This search is over already."),
        ),
        Move(
            key="fail",
            sources=("waiting", "looking"),
            target="failed",
            refusal=_("This search is over already."),
        ),
        Move(
            key="publish",
            sources=("draft",),
            target="published",
            refusal=_("Only a draft can be published. Look at the page again: somebody was quicker."),
        ),
        Move(
            key="undo",
            sources=("published",),
            target="undone",
            refusal=_("Only what was published can be taken back."),
        ),
        Move(
            key="discard",
            sources=("waiting", "looking", "draft", "failed", "undone"),
            target="discarded",
            refusal=_("What was published is taken back first."),
        ),
    ],
)
