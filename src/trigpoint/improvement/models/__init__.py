"""The workshop and the action plan."""

from trigpoint.improvement.models.plan import Plan, PlannedAction, Telling
from trigpoint.improvement.models.workshop import Attendance, Cause, Issue, Option, Workshop

__all__ = ["Attendance", "Cause", "Issue", "Option", "Plan", "PlannedAction", "Telling", "Workshop"]
