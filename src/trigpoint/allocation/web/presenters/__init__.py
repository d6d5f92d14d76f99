"""Answers as words."""
