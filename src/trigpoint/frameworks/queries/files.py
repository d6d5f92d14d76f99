"""Files that hold a framework or a review model."""

from trigpoint.kernel.sources import Mistake, Mistakes, Source, Where, against, digest, read

__all__ = ["Mistake", "Mistakes", "Source", "Where", "against", "digest", "read"]
