"""Who may open the pages of assurance."""

from tests.architecture.access import Row

REVIEW = {"review_id": "review"}
READ = frozenset({"host_head", "host_leader", "host_champion", "lead", "reviewer", "facilitator", "programme_staff"})

TABLE = [
    Row(
        name="assurance:process_feedback",
        rule="The host's leaders say how it went; the team, the facilitator and the programme's staff read it",
        parts=READ,
        kwargs=REVIEW,
    ),
    Row(
        name="assurance:decline_process_feedback",
        rule="The host's leaders may choose not to answer",
        parts=frozenset({"host_head", "host_leader"}),
        kwargs=REVIEW,
        writes=True,
    ),
]
