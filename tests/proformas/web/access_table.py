"""Who may open the pages of forms, accreditations, looking back, publishing and taking home."""

from tests.architecture.access import SIGNED_IN, Row

REVIEW = {"review_id": "review"}
STAGE = {**REVIEW, "stage": "stage"}
SHEET = {**REVIEW, "form": "form", "place": "place", "number": "number"}
NOMINATION = {**REVIEW, "accreditation_id": "accreditation"}
LEADERS = frozenset({"host_head", "host_leader"})

TABLE = [
    Row(
        name="proformas:forms",
        rule="Whoever fills in or reads a form of the model finds it here",
        parts=frozenset({*LEADERS, "host_staff", "lead", "reviewer"}),
        kwargs=REVIEW,
    ),
    Row(
        name="proformas:export",
        rule="Whoever may read a form that was sent in takes it as a table",
        parts=frozenset({*LEADERS, "host_staff", "lead", "reviewer"}),
        kwargs=REVIEW,
    ),
    Row(
        name="proformas:stage",
        rule="Whoever fills in or reads a form of the stage, and its owner",
        parts=frozenset({*LEADERS, "lead", "reviewer"}),
        kwargs=STAGE,
    ),
    Row(
        name="proformas:finish_stage",
        rule="The owner of a stage of forms says that it is done",
        parts=frozenset({"host_head"}),
        kwargs=STAGE,
        writes=True,
    ),
    Row(
        name="proformas:sheet",
        rule="Those who fill a form in write it; those whom the model names read it once it is sent in",
        parts=frozenset({*LEADERS, "lead"}),
        kwargs=SHEET,
    ),
    Row(
        name="proformas:reopen_sheet",
        rule="Those who fill a form in open it again",
        parts=LEADERS,
        kwargs=SHEET,
        writes=True,
    ),
    Row(
        name="proformas:accreditations",
        rule="The school's leaders, the team and those who look after the programme read what is put forward",
        parts=frozenset({*LEADERS, "host_champion", "lead", "reviewer", "programme_staff", "partnership_lead"}),
        kwargs=REVIEW,
    ),
    Row(
        name="proformas:nominate",
        rule="The school's leaders put something forward",
        parts=LEADERS,
        kwargs={**REVIEW, "kind": "accreditation_kind"},
    ),
    Row(
        name="proformas:pass_over",
        rule="The lead or the programme's staff say that nothing was put forward",
        parts=frozenset({"lead", "programme_staff"}),
        kwargs=STAGE,
        writes=True,
    ),
    Row(
        name="proformas:seen",
        rule="The team says what it saw",
        parts=frozenset({"lead", "reviewer"}),
        kwargs=NOMINATION,
    ),
    Row(
        name="proformas:decide",
        rule="The lead or the programme's staff accredit",
        parts=frozenset({"lead", "programme_staff"}),
        kwargs=NOMINATION,
    ),
    Row(
        name="proformas:my_accreditations",
        rule="Leaders see their school's; everybody of a network what is shared in it",
        parts=SIGNED_IN,
    ),
    Row(
        name="proformas:share_accreditation",
        rule="The school's head lets other schools of the network read it",
        parts=frozenset({"host_head"}),
        kwargs={"accreditation_id": "accreditation"},
        writes=True,
    ),
    Row(
        name="proformas:withdraw_accreditation",
        rule="The school's head takes it back",
        parts=frozenset({"host_head"}),
        kwargs={"accreditation_id": "accreditation"},
        writes=True,
    ),
    Row(
        name="proformas:look_back",
        rule="The school's leaders and the lead look back at the last review",
        parts=frozenset({*LEADERS, "host_champion", "lead"}),
        kwargs=REVIEW,
    ),
    Row(
        name="proformas:say_what_became",
        rule="The school's leaders say what became of a point",
        parts=LEADERS,
        kwargs={**REVIEW, "point": "point"},
    ),
    Row(
        name="proformas:published",
        rule="Whoever owns an output says where it was published",
        parts=frozenset({"host_head"}),
        kwargs={**REVIEW, "output": "output"},
    ),
    Row(
        name="proformas:take_aways",
        rule="Those who review note what they take home",
        parts=frozenset({"lead", "reviewer", "facilitator"}),
        kwargs=REVIEW,
    ),
    Row(
        name="proformas:my_take_aways",
        rule="Everybody sees their own, and what is shared with the school they lead",
        parts=SIGNED_IN,
    ),
    Row(
        name="proformas:change_take_away",
        rule="What somebody takes home is theirs to change",
        parts=frozenset({"lead"}),
        kwargs={"take_away_id": "take_away"},
    ),
    Row(
        name="proformas:remove_take_away",
        rule="What somebody takes home is theirs to delete",
        parts=frozenset({"lead"}),
        kwargs={"take_away_id": "take_away"},
        writes=True,
    ),
]
