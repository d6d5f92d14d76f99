"""A review and what leads up to its visit."""

from trigpoint.reviews.models.conflict import Conflict
from trigpoint.reviews.models.focus import Allocation, Briefing, Focus, Line
from trigpoint.reviews.models.pack import PackItem, PackLook, PackRelease
from trigpoint.reviews.models.review import Override, Review, Stage
from trigpoint.reviews.models.self_evaluation import SelfAnswer, SelfEvaluation
from trigpoint.reviews.models.sheet import Sheet
from trigpoint.reviews.models.timetable import Activity, Slot

__all__ = [
    "Activity",
    "Allocation",
    "Briefing",
    "Conflict",
    "Focus",
    "Line",
    "Override",
    "PackItem",
    "PackLook",
    "PackRelease",
    "Review",
    "SelfAnswer",
    "SelfEvaluation",
    "Sheet",
    "Slot",
    "Stage",
]
