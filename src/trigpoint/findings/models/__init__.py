"""What the team finds: proposals, agreed positions, feedback, and the profile."""

from trigpoint.findings.models.feedback import Feedback
from trigpoint.findings.models.position import HostAnswer, Opening, Position, PositionRevision, Proposal
from trigpoint.findings.models.profile import Correction, Look, Profile, QualityCheck, Reply
from trigpoint.findings.models.retention import OutputRetention

__all__ = [
    "Correction",
    "Feedback",
    "HostAnswer",
    "Look",
    "Opening",
    "OutputRetention",
    "Position",
    "PositionRevision",
    "Profile",
    "Proposal",
    "QualityCheck",
    "Reply",
]
