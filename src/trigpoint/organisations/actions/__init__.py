"""Writes to the register: `register` takes files in, `schools` adds a school by hand."""

from trigpoint.organisations.actions import register, schools

__all__ = ["register", "schools"]
