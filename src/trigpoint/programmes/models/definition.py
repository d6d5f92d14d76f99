"""A review model's content as a value. What it is made of stands in `programmes.language`, which needs no database."""

from trigpoint.programmes.language.definition import HARD, OFF, SOFT, Definition
from trigpoint.programmes.language.pieces import EvidenceKind, StageDefinition

__all__ = ["HARD", "OFF", "SOFT", "Definition", "EvidenceKind", "StageDefinition"]
