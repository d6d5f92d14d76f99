"""
The kinds of stage, in the order in which a review meets them: one file each.

docs/how-to/add-a-stage-kind.md says how to add one.
"""

from trigpoint.programmes.kinds import (
    accreditation,
    data_pack,
    feedback,
    impact_review,
    meeting_1,
    meeting_2,
    plan,
    process_feedback,
    profile,
    qa,
    record,
    self_evaluation,
    team_meeting,
    visit,
    workshop,
)
from trigpoint.programmes.kinds.base import Kind

KINDS: dict[str, Kind] = {
    module.KIND.key: module.KIND
    for module in (
        self_evaluation,
        data_pack,
        meeting_1,
        meeting_2,
        visit,
        team_meeting,
        feedback,
        profile,
        qa,
        accreditation,
        workshop,
        plan,
        process_feedback,
        impact_review,
        record,
    )
}

__all__ = ["KINDS", "Kind"]
