"""Who may open each page of findings."""

from tests.architecture.access import Row

TEAM = frozenset({"lead", "reviewer"})
LEAD, HEAD = frozenset({"lead"}), frozenset({"host_head"})
LEADERS = frozenset({"host_head", "host_leader"})
AGREEING = frozenset({"head or leader of a school that agrees positions with the team"})
CHECKING = frozenset({"programme staff whose model has them look before the release"})
"""Of models other than this world's."""
READERS = LEADERS | {"host_champion", "host_governor", "lead", "reviewer", "facilitator"}
REVIEW = {"review_id": "review"}
ASPECT = {**REVIEW, "code": "aspect"}
CORRECTION = {**REVIEW, "correction_id": "correction"}


def row(name: str, rule: str, parts: frozenset[str], kwargs: dict[str, str] = REVIEW, *, writes: bool = False) -> Row:
    return Row(name=f"findings:{name}", rule=rule, parts=parts, kwargs=kwargs, writes=writes)


TABLE = [
    row("board", "The team, until the profile goes to the school.", TEAM),
    row("close_team_meeting", "Only the lead closes the team's meeting.", LEAD, writes=True),
    row("aspect", "The team; others' proposals once the aspect is open.", TEAM, ASPECT),
    row("propose", "Each of the team for themselves, before the aspect is open.", TEAM, ASPECT, writes=True),
    row("open_proposals", "Only the lead opens an aspect before all have proposed.", LEAD, ASPECT, writes=True),
    row("agree_position", "The team until its meeting is closed, then the lead.", TEAM, ASPECT, writes=True),
    row("live", "The team; says who has proposed and what is agreed.", TEAM, ASPECT),
    row("history", "The team reads every version.", TEAM, ASPECT),
    row("with_the_school", "Team and the school's leaders, where the model has positions agreed.", AGREEING),
    row(
        "answer_position",
        "The head, where the model has positions agreed with the school.",
        AGREEING,
        ASPECT,
    ),
    row(
        "feedback",
        "The lead records it; team, head and senior leaders read it.",
        TEAM | LEADERS,
    ),
    row("profile", "The team drafts; the head checks; once released the school and its readers.", READERS),
    row("open_profile", "Whoever may read the profile.", READERS, writes=True),
    row("profile_pdf", "Whoever may read the profile.", READERS, writes=True),
    row("profile_word", "Whoever may read the profile.", READERS, writes=True),
    row("inspection_areas", "The school's head and senior leaders, once the profile is released.", LEADERS),
    row("over_time", "The school's head and senior leaders, once the profile is released.", LEADERS),
    row("looks", "The school's head and senior leaders see who has looked.", LEADERS),
    row("draft", "Only the lead drafts.", LEAD),
    row("send_for_check", "Only the lead sends it to the school.", LEAD, writes=True),
    row("take_back", "Only the lead takes it back.", LEAD, writes=True),
    row("settle_correction", "Only the lead answers corrections.", LEAD, CORRECTION),
    row("quality", "The programme, where the model has it look before the release.", CHECKING),
    row("release", "Only the lead releases.", LEAD),
    row("check", "Only the head answers the check of facts.", HEAD),
    row("reply", "Only the head replies.", HEAD),
    row("share", "Only the head decides who else reads it.", HEAD),
]
