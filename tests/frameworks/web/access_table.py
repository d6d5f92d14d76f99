"""Who may open the pages of frameworks."""

from tests.architecture.access import ANYBODY, Row

IN_NETWORK = frozenset(
    {
        "head",
        "senior_leader",
        "staff",
        "governor",
        "champion",
        "reviewer",
        "partnership_lead",
        "programme_staff",
        "associate",
        "evaluator",
    }
)
MAP = {"network_id": "network", "framework_id": "framework", "inspection_id": "inspection"}

TABLE = [
    Row(name="frameworks:framework_schema", rule="What a framework's file may say is for anybody", parts=ANYBODY),
    Row(name="frameworks:map_schema", rule="What a map's file may say is for anybody", parts=ANYBODY),
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
    ),
    Row(
        name="frameworks:framework_file",
        rule="Whoever has a role may take a framework as a file",
        parts=IN_NETWORK,
        kwargs={"framework_id": "framework"},
    ),
    Row(
        name="frameworks:maps",
        rule="Whoever has a role in the network may see its maps",
        parts=IN_NETWORK,
        kwargs={"network_id": "network"},
    ),
    Row(
        name="frameworks:map",
        rule="Whoever has a role in the network may read a map",
        parts=IN_NETWORK,
        kwargs=MAP,
    ),
    Row(
        name="frameworks:draw_map",
        rule="Programme staff of the network draw its maps",
        parts=frozenset({"programme_staff"}),
        kwargs=MAP,
    ),
    Row(
        name="frameworks:drop_map",
        rule="Programme staff of the network go back to the published map",
        parts=frozenset({"programme_staff"}),
        kwargs=MAP,
        writes=True,
    ),
]
