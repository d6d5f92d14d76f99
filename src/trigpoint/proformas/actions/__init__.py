"""Writes of proformas."""

from trigpoint.proformas.actions import accreditations, look_back, publications, sheets, take_aways

__all__ = ["accreditations", "look_back", "publications", "sheets", "take_aways"]
