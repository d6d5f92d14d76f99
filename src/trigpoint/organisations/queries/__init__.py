"""Reads of schools and networks."""
