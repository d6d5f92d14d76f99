"""Matching and difference-in-differences, clustered where treatment is: pure, with no Django, files or plots."""
