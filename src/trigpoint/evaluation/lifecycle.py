"""A study is planned, then locked; a run waits, runs, and ends one way or another."""

from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.lifecycle import Lifecycle, Move, State

STUDY = Lifecycle(
    "study",
    states=[
        State(key="planning", label=_("Being planned"), owner="evaluator"),
        State(key="locked", label=_("Plan locked"), owner="evaluator"),
    ],
    moves=[
        Move(
            key="lock",
            sources=("planning",),
            target="locked",
            refusal=_("The plan is locked already. What is done otherwise is recorded as a departure."),
        ),
    ],
)

RUN = Lifecycle(
    "run of a study",
    states=[
        State(key="waiting", label=_("Waiting for its turn"), owner="system"),
        State(key="running", label=_("Running"), owner="system"),
        State(key="done", label=_("Done"), owner="evaluator"),
        State(key="failed", label=_("Could not be done"), owner="evaluator"),
        State(key="stopped", label=_("Stopped"), owner="evaluator"),
    ],
    moves=[
        Move(key="begin", sources=("waiting",), target="running", refusal=_("This run has begun already.")),
        Move(key="finish", sources=("running",), target="done", refusal=_("This run is not running.")),
        Move(key="fail", sources=("waiting", "running"), target="failed", refusal=_("This run has ended already.")),
        Move(key="stop", sources=("waiting", "running"), target="stopped", refusal=_("This run has ended already.")),
        Move(
            key="resume",
            sources=("failed", "stopped"),
            target="waiting",
            refusal=_("Only a run that was stopped, or could not be done, can go on."),
        ),
    ],
)
