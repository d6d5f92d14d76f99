"""Frameworks: versioned trees of themes, aspects and statements; and maps between them and inspection frameworks."""

from trigpoint.frameworks.models.framework import Framework
from trigpoint.frameworks.models.maps import AreaMap, NetworkMap
from trigpoint.frameworks.models.tree import Aspect, Inspection, Level, Poles, Statement, Theme, Tree

__all__ = [
    "AreaMap",
    "Aspect",
    "Framework",
    "Inspection",
    "Level",
    "NetworkMap",
    "Poles",
    "Statement",
    "Theme",
    "Tree",
]
