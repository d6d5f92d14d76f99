"""Who may open the pages of dates and teams, and of what people can give."""

from tests.architecture.access import ANYBODY, SIGNED_IN, Row

CYCLE, SCHEDULE = {"cycle_id": "cycle"}, {"schedule_id": "schedule"}
PLANS = frozenset({"partnership_lead", "programme_staff"})
STAFF = frozenset({"programme_staff"})
KEEPS = frozenset({"host_head", "partnership_lead", "programme_staff"})
RULE = "The partnership's lead and the programme's staff plan"


def _cycle(name: str, *, rule: str = RULE, writes: bool = False, **kwargs: str) -> Row:
    return Row(name=f"allocation:{name}", rule=rule, parts=PLANS, kwargs={**CYCLE, **kwargs}, writes=writes)


def _schedule(name: str, *, rule: str = RULE, writes: bool = False) -> Row:
    return Row(name=f"allocation:{name}", rule=rule, parts=PLANS, kwargs=SCHEDULE, writes=writes)


def _school_row(name: str, *, writes: bool = False, **kwargs: str) -> Row:
    return Row(
        name=f"allocation:{name}",
        rule="The school's head, and those who plan for it, keep its own days",
        parts=KEEPS,
        kwargs={"network_id": "network", "school_id": "school", **kwargs},
        writes=writes,
    )


TABLE = [
    Row(name="allocation:schedules", rule="What one plans oneself; not found by who plans nothing", parts=SIGNED_IN),
    _cycle("cycle"),
    _cycle("pins"),
    _cycle("unpin", writes=True),
    _cycle("gaps", rule="Who plans sees empty seats and reasons"),
    _cycle("repair", writes=True),
    _cycle("step_in", rule="Who plans sees who could step in, and why not", invitation_id="declined"),
    _cycle("fairness"),
    _cycle("people", rule="Who plans sees availability and conflicts"),
    _cycle("person", rule="Who plans keeps what people can give", person_id="person"),
    _cycle("conflict", rule="Who plans writes conflicts down", person_id="person"),
    _cycle("lift_conflict", writes=True),
    _cycle("school", school_id="school"),
    _cycle("school_days", writes=True, school_id="school"),
    _cycle("bring"),
    _cycle("take", kind="sheet"),
    Row(
        name="allocation:programme",
        rule="The programme's staff plan for all its partnerships",
        parts=STAFF,
        kwargs={"programme_id": "programme"},
    ),
    Row(
        name="allocation:programme_fairness",
        rule="The programme's staff see give and take",
        parts=STAFF,
        kwargs={"programme_id": "programme"},
    ),
    _schedule("schedule", rule="A draft is seen by those who plan"),
    _schedule("plan_csv", rule="Taken away by those who plan"),
    _schedule("plan_xlsx", rule="Taken away by those who plan"),
    _schedule("stop", writes=True),
    _schedule("publish", rule="Who plans looks at what would change; publishing asks again"),
    _schedule("undo", rule="Who plans looks at what would be put back; it asks again"),
    _schedule("seat", rule="Why and why not is seen by those who plan"),
    _schedule("move", rule="Another day is tried by those who plan"),
    Row(name="allocation:mine", rule="To one's own availability, in one's network", parts=SIGNED_IN),
    Row(
        name="allocation:own",
        rule="One's own availability, in a network that one is in",
        parts=SIGNED_IN,
        kwargs={"network_id": "network"},
    ),
    Row(
        name="allocation:remove_absence",
        rule="The person and who plans for them",
        parts=SIGNED_IN,
        kwargs={"network_id": "network"},
        writes=True,
    ),
    _school_row("own_school"),
    _school_row("take_own", kind="own_sheet"),
    _school_row("bring_own"),
    _school_row("remove_school_days", writes=True),
    Row(name="allocation:invitations", rule="One's own invitations, and nobody else's", parts=SIGNED_IN),
    Row(
        name="allocation:answer",
        rule="Only whoever was asked answers",
        parts=SIGNED_IN,
        kwargs={"invitation_id": "invitation"},
    ),
    Row(name="allocation:feed", rule="One's own calendar address", parts=SIGNED_IN),
    Row(
        name="allocation:ics",
        rule="Whoever has the secret address reads the dates: calendar programs can't sign in",
        parts=ANYBODY,
        kwargs={"secret": "secret"},
    ),
    _schedule("discard", writes=True),  # last: nothing is left of the draft after it
]
