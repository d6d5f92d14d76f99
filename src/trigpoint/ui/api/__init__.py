"""The JSON API's own machinery: an action becomes a call, and a refusal becomes a problem that a program can read."""

from trigpoint.ui.api.exposing import Done, expose
from trigpoint.ui.api.problems import Problem, answer_problems

__all__ = ["Done", "Problem", "answer_problems", "expose"]
