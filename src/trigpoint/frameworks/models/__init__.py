"""Frameworks: versioned trees of themes, aspects and statements."""

from trigpoint.frameworks.models.framework import Framework
from trigpoint.frameworks.models.tree import Aspect, Inspection, Level, Poles, Statement, Theme, Tree

__all__ = ["Aspect", "Framework", "Inspection", "Level", "Poles", "Statement", "Theme", "Tree"]
