"""Studies, what they are built from, and who may look."""

from trigpoint.evaluation.models.coding import Code, Extract, Reading
from trigpoint.evaluation.models.process import Attendance, CostLine
from trigpoint.evaluation.models.study import Departure, Exclusion, Export, Grant, PlanVersion, Run, Study
from trigpoint.evaluation.models.surveys import Instrument, Response, Wave

__all__ = [
    "Attendance",
    "Code",
    "CostLine",
    "Departure",
    "Exclusion",
    "Export",
    "Extract",
    "Grant",
    "Instrument",
    "PlanVersion",
    "Reading",
    "Response",
    "Run",
    "Study",
    "Wave",
]
