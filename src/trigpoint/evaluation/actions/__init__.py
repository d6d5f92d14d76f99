"""Writes of evaluation."""

from trigpoint.evaluation.actions import access, coding, exports, plans, process, runs, studies, surveys

__all__ = ["access", "coding", "exports", "plans", "process", "runs", "studies", "surveys"]
