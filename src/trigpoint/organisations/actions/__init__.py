"""Writes to the register and its neighbours: `register` takes files in, `schools` and `networks` add by hand."""

from trigpoint.organisations.actions import invented, networks, register, schools

__all__ = ["invented", "networks", "register", "schools"]
