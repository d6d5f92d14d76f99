"""A study's pictures, each with its title, its description and its data beside it."""

from trigpoint.evaluation.study.figures.figure import Figure, all_of

__all__ = ["Figure", "all_of"]
