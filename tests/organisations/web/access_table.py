"""Who may open the pages of the register."""

from tests.architecture.access import SIGNED_IN, Row

OPERATOR = frozenset({"operator"})

TABLE = [
    Row(name="organisations:register", rule="Whoever is signed in sees what the register holds", parts=SIGNED_IN),
    Row(name="organisations:schools", rule="Whoever is signed in finds schools", parts=SIGNED_IN),
    Row(name="organisations:suggest", rule="Whoever is signed in finds schools", parts=SIGNED_IN),
    Row(
        name="organisations:school",
        rule="Whoever is signed in reads what the public registers say of a school",
        parts=SIGNED_IN,
        kwargs={"school_id": "school"},
    ),
    Row(name="organisations:networks", rule="Only operators found networks", parts=OPERATOR),
    Row(name="organisations:import_register", rule="Only operators take files into the register", parts=OPERATOR),
    Row(
        name="organisations:file",
        rule="Only operators see what became of a file",
        parts=OPERATOR,
        kwargs={"file_id": "register_file"},
    ),
]
