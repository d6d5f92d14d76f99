"""Reads of workshops and plans."""
