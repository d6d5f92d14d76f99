"""
Who may see and change what of a review, up to its visit: the whole rule.

The table is the domain's: C create, R read, U change, A approve. A word after the letters says when they hold:
`released` by the school, `open` (released and not yet expired), `shared` with governors by the head.
"""

import dataclasses
import enum
from collections.abc import Iterable

from trigpoint.access.decision import YES, Decision, no
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.enums import Part


class Item(enum.StrEnum):
    SELF_EVALUATION = "self_evaluation"
    DATA_PACK = "data_pack"
    FOCUS = "focus"
    FOCUS_THEMES = "focus_themes"
    NOT_OBSERVED = "not_observed"
    NOT_OBSERVED_FLAG = "not_observed_flag"
    BRIEFING = "briefing"
    TIMETABLE = "timetable"
    SCHEDULE = "schedule"


class Access(enum.StrEnum):
    CREATE = "C"
    READ = "R"
    CHANGE = "U"
    APPROVE = "A"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What the table's conditions ask: facts about the item, which the caller has read."""

    released: bool = False
    expired: bool = False
    shared: bool = False


HEAD, LEADER, STAFF, GOVERNOR, CHAMPION = (
    Part.HOST_HEAD,
    Part.HOST_LEADER,
    Part.HOST_STAFF,
    Part.HOST_GOVERNOR,
    Part.HOST_CHAMPION,
)
SITE, LEAD, REVIEWER, FACILITATOR = Part.SITE_HEAD, Part.LEAD, Part.REVIEWER, Part.FACILITATOR

TABLE: dict[Item, dict[Part, str]] = {
    Item.SELF_EVALUATION: {
        HEAD: "CRUA",
        LEADER: "CRU",
        GOVERNOR: "R shared",
        LEAD: "R released",
        REVIEWER: "R released",
        FACILITATOR: "R released",
    },
    Item.DATA_PACK: {HEAD: "CRUA", LEADER: "R", GOVERNOR: "R shared", LEAD: "R open", REVIEWER: "R open"},
    Item.FOCUS: {HEAD: "RUA", LEADER: "R", GOVERNOR: "R", LEAD: "CRU", REVIEWER: "R", FACILITATOR: "R"},
    Item.FOCUS_THEMES: {
        **dict.fromkeys((HEAD, LEADER, GOVERNOR, SITE, LEAD, REVIEWER, FACILITATOR), "R"),
        **dict.fromkeys((Part.PARTNERSHIP_LEAD, Part.ASSOCIATE, Part.EVALUATOR), "R"),
    },
    Item.NOT_OBSERVED: {HEAD: "CRU", LEADER: "R", LEAD: "R"},
    Item.NOT_OBSERVED_FLAG: {HEAD: "R", LEADER: "R", LEAD: "R", REVIEWER: "R"},
    Item.BRIEFING: {HEAD: "R", LEAD: "CRU", REVIEWER: "R"},
    Item.TIMETABLE: {
        HEAD: "RU",
        **dict.fromkeys((LEADER, STAFF, GOVERNOR, CHAMPION, SITE, REVIEWER, FACILITATOR), "R"),
        LEAD: "CRU",
    },
    Item.SCHEDULE: {**dict.fromkeys(Part, "R"), Part.PARTNERSHIP_LEAD: "CRU"},
}

REFUSAL = {
    Item.SELF_EVALUATION: _(
        "The {self_evaluation} belongs to the {school}: its leaders write it, the {review_team} reads it."
    ),
    Item.DATA_PACK: _("The data pack is between the {school} and the team that is named on it."),
    Item.FOCUS: _("The focus is agreed between the {lead} and the {head} of the {school}."),
    Item.FOCUS_THEMES: _("The {themes} of this review are for those who take part in it."),
    Item.NOT_OBSERVED: _("Who is not available for observation is between the {head} and the {lead}."),
    Item.NOT_OBSERVED_FLAG: _("Who is not available for observation is between the {school} and the {review_team}."),
    Item.BRIEFING: _("Who looks at what is settled by the {lead} with the team."),
    Item.TIMETABLE: _("The timetable of the visit is drawn up by the {lead} with the {school}."),
    Item.SCHEDULE: _("The {partnership_lead} sets the dates and the team of a review."),
}
NOT_YET = {
    "released": _("The {school} has not released this yet. The team is told when it does."),
    "open": _("This is open to the team from the day the {school} releases it until the day it expires."),
    "shared": _("The {head} has not shared this with the governors."),
}


def may(parts: Iterable[Part], access: Access, item: Item, when: When | None = None) -> Decision:
    """Whether somebody who plays these parts may do this with the item: one of the parts is enough."""
    facts = when or When()
    holds = {"": True, "released": facts.released, "open": facts.released and not facts.expired, "shared": facts.shared}
    refusal = REFUSAL[item]
    for part in parts:
        letters, _space, condition = TABLE[item].get(part, "").partition(" ")
        if access not in letters:
            continue
        if holds[condition]:
            return YES
        refusal = NOT_YET[condition]
    return no(refusal)
