"""The plan of a study: a TOML file with a published schema, read with the line of every mistake, and locked by its hash."""

from trigpoint.evaluation.study.plan.reading import SCHEMA, Source, read, schema
from trigpoint.evaluation.study.plan.shape import (
    Analysis,
    Balance,
    Compliance,
    Data,
    Effect,
    Exclusion,
    Match,
    Outcome,
    Plan,
    Question,
    Score,
)

__all__ = [
    "SCHEMA",
    "Analysis",
    "Balance",
    "Compliance",
    "Data",
    "Effect",
    "Exclusion",
    "Match",
    "Outcome",
    "Plan",
    "Question",
    "Score",
    "Source",
    "read",
    "schema",
]
