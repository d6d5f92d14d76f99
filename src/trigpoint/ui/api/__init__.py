"""The JSON API's own machinery: an action becomes a call, and a refusal becomes a problem that a program can read."""

from trigpoint.ui.api.describing import Api, share_answers
from trigpoint.ui.api.exposing import Done, expose
from trigpoint.ui.api.problems import Problem, answer_problems

__all__ = ["Api", "Done", "Problem", "answer_problems", "expose"]

share_answers()  # before any context makes its calls
