"""Who may open the pages of frameworks."""

from tests.architecture.access import Row

TABLE = [
    Row(
        name="frameworks:framework",
        rule="Whoever has a role may read a framework",
        parts=frozenset(
            {
                "head",
                "senior_leader",
                "staff",
                "governor",
                "champion",
                "reviewer",
                "programme_staff",
                "partnership_lead",
                "associate",
                "evaluator",
            }
        ),
        kwargs={"framework_id": "framework"},
    )
]
