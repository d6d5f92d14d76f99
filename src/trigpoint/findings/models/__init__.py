"""What the team finds: proposals, agreed positions, feedback, and the profile."""

from trigpoint.findings.models.feedback import Feedback
from trigpoint.findings.models.position import Opening, Position, PositionRevision, Proposal
from trigpoint.findings.models.profile import Correction, Look, Profile, Reply

__all__ = [
    "Correction",
    "Feedback",
    "Look",
    "Opening",
    "Position",
    "PositionRevision",
    "Profile",
    "Proposal",
    "Reply",
]
