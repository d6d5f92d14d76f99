"""Rules of proformas."""

from trigpoint.proformas.rules import answers, visibility

__all__ = ["answers", "visibility"]
