"""Profile."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import FACILITATOR, GOVERNOR, HEAD, LEAD, LEADER, REVIEWER, TEAM, Kind

KIND = Kind(
    key="profile",
    label=_("Profile"),
    summary=_(
        "The output is written, checked for facts, answered if the school wishes, and released to those who may read it."
    ),
    owners=TEAM,
    needs=("team_meeting",),
    page="findings:profile",
    expect={
        HEAD: _("Check the facts, and reply if you wish. No answer counts as agreed. Then the {profile} is yours."),
        LEADER: _("Read the {profile} with your {head}."),
        GOVERNOR: _("Read the {profile} if your {head} shares it."),
        LEAD: _("Write the {profile} from what the team agreed, have the facts checked, release it."),
        REVIEWER: _("Help the lead to get it right. The {profile} belongs to the {school}."),
        FACILITATOR: _("Read the {profile} before the {workshop}."),
    },
)
