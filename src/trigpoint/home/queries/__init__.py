"""Reads for the home page."""

from trigpoint.home.queries import work

__all__ = ["work"]
