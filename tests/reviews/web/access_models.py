"""Who may open the pages about a review's model."""

from tests.architecture.access import Row

REVIEW = {"review_id": "review"}
USERS = frozenset(
    {
        "host_head",
        "host_leader",
        "host_staff",
        "host_governor",
        "host_champion",
        "lead",
        "reviewer",
        "facilitator",
        "partnership_lead",
        "programme_staff",
        "associate",
    }
)

ROWS = [
    Row(
        name="reviews:suggestions",
        rule="Whoever takes part says what they would change, and reads their own",
        parts=USERS,
        kwargs=REVIEW,
    ),
    Row(
        name="reviews:versions",
        rule="The partnership lead sees which versions there are",
        parts=frozenset({"partnership_lead"}),
        kwargs=REVIEW,
    ),
    Row(
        name="reviews:move_version",
        rule="The partnership lead lets a review go over to a newer version",
        parts=frozenset({"partnership_lead"}),
        kwargs={**REVIEW, "review_model_id": "newer_model"},
    ),
]
