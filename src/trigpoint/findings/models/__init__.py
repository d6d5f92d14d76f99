"""What the team finds: proposals, agreed positions, feedback, and the profile."""

from trigpoint.findings.models.feedback import Feedback
from trigpoint.findings.models.position import HostAnswer, Opening, Position, PositionRevision, Proposal
from trigpoint.findings.models.profile import Correction, Look, Profile, QualityCheck, Reply

__all__ = [
    "Correction",
    "Feedback",
    "HostAnswer",
    "Look",
    "Opening",
    "Position",
    "PositionRevision",
    "Profile",
    "Proposal",
    "QualityCheck",
    "Reply",
]
