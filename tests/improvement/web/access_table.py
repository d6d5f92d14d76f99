"""Who may open the pages of the workshop and the plan."""

from tests.architecture.access import Row

REVIEW = {"review_id": "review"}
TAKE_PART = frozenset({"host_head", "host_leader", "host_champion", "facilitator", "lead", "reviewer"})
RECORD = frozenset({"host_head", "host_champion", "facilitator"})
SEE = TAKE_PART | {"host_governor", "partnership_lead", "associate", "programme_staff"}
WRITE = frozenset({"host_head", "host_leader", "host_champion", "facilitator"})


def _row(name: str, rule: str, parts: frozenset[str], *, writes: bool = False, **kwargs: str) -> Row:
    return Row(name=f"improvement:{name}", rule=rule, parts=parts, kwargs={**REVIEW, **kwargs}, writes=writes)


TABLE = [
    _row("workshop", "Those who take part in the workshop read its record", TAKE_PART),
    _row("prepare_workshop", "Facilitator, champion and head open the record", RECORD, writes=True),
    _row("workshop_people", "Facilitator, champion and head say who came", RECORD),
    _row("workshop_invite", "Facilitator, champion and head invite", RECORD, writes=True),
    _row("workshop_new_issue", "Facilitator, champion and head take up issues", RECORD),
    _row("workshop_issue", "Those who take part read an issue", TAKE_PART, issue_id="issue"),
    _row("workshop_add_cause", "Facilitator, champion and head write causes", RECORD, writes=True, issue_id="issue"),
    _row("workshop_add_option", "Facilitator, champion and head write options", RECORD, writes=True, issue_id="issue"),
    _row("workshop_decide", "Facilitator, champion and head record decisions", RECORD, writes=True, option_id="option"),
    _row("hold_workshop", "Facilitator, champion and head record that it was held", RECORD),
    _row("plan", "The school and the team read the plan; those who broker its requests for support", SEE),
    _row("begin_plan", "The school and the facilitator begin the plan", WRITE, writes=True),
    _row("new_action", "The school and, until it is agreed, the facilitator write", WRITE),
    _row("change_action", "The school and, until it is agreed, the facilitator write", WRITE, action_id="action"),
    _row("remove_action", "As for writing, until it is agreed", WRITE, writes=True, action_id="action"),
    _row(
        "progress",
        "Leaders and champion on every action, a member of staff on an own one",
        frozenset({"host_head", "host_leader", "host_champion"}),
        action_id="action",
    ),
    _row("telling", "The school and, until it is agreed, the facilitator write", WRITE),
    _row("remove_telling", "As for writing, until it is agreed", WRITE, writes=True, telling_id="telling"),
    _row(
        "impact_review",
        "The school's leaders and its champion record the impact review",
        frozenset({"host_head", "host_leader", "host_champion"}),
        writes=True,
    ),
    _row("agree_plan", "Only the headteacher agrees the plan", frozenset({"host_head"}), writes=True),
]
