"""Reads of process feedback."""

from trigpoint.assurance.queries.feedback import ProcessFeedback, find

__all__ = ["ProcessFeedback", "find"]
