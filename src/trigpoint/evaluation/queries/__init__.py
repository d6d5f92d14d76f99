"""Reads of studies."""
