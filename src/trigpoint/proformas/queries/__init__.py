"""Reads of proformas. Whoever asks has asked a rule first."""
