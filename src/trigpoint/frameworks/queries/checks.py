"""What a framework's file must make sense of before it is published here."""

from trigpoint.frameworks.language import checks
from trigpoint.frameworks.language.checks import SCHEMA, copies_a_scale
from trigpoint.frameworks.queries.files import Mistake, Source

__all__ = ["SCHEMA", "copies_a_scale", "mistakes"]


def mistakes(source: Source) -> list[Mistake]:
    """All that stands between the file and its publication, in the order of its lines."""
    return checks.mistakes(source)
