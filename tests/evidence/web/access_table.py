"""Who may open each page of evidence."""

from tests.architecture.access import Row

TEAM = frozenset({"lead", "reviewer"})
REVIEW = {"review_id": "review"}
NOTE = {**REVIEW, "note_id": "note"}
FILE = {**REVIEW, "attachment_id": "attachment"}
ASIDE = {**REVIEW, "set_aside_id": "set_aside"}

TABLE = [
    Row(
        name="evidence:notes",
        rule="The team: their own notes, and each other's once the visit is over; the lead all of them.",
        parts=TEAM,
        kwargs=REVIEW,
    ),
    Row(name="evidence:capture", rule="The team makes notes.", parts=TEAM, kwargs=REVIEW),
    Row(
        name="evidence:note",
        rule="Its author and the lead; the rest of the team once the visit is over. To others it is not there.",
        parts=TEAM,
        kwargs=NOTE,
    ),
    Row(name="evidence:change", rule="Only a note's author says it anew.", parts=TEAM, kwargs=NOTE),
    Row(name="evidence:attach", rule="Only a note's author brings files to it.", parts=TEAM, kwargs=NOTE, writes=True),
    Row(name="evidence:attachment", rule="Whoever may read the note.", parts=TEAM, kwargs=FILE),
    Row(
        name="evidence:remove_attachment",
        rule="Only a note's author takes files off it.",
        parts=TEAM,
        kwargs=FILE,
        writes=True,
    ),
    Row(name="evidence:matrix", rule="The team: numbers, no words.", parts=TEAM, kwargs=REVIEW),
    Row(
        name="evidence:end_visit",
        rule="Only the lead says that the visit is over.",
        parts=frozenset({"lead"}),
        kwargs=REVIEW,
        writes=True,
    ),
    Row(
        name="evidence:set_aside",
        rule="Only the lead settles notes that came late or twice.",
        parts=frozenset({"lead"}),
        kwargs=REVIEW,
    ),
    Row(
        name="evidence:settle",
        rule="Only the lead settles notes that came late or twice.",
        parts=frozenset({"lead"}),
        kwargs=ASIDE,
        writes=True,
    ),
]
