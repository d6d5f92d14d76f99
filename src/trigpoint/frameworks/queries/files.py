"""Files that hold a framework or a review model."""

from trigpoint.kernel.sources import Mistake, Mistakes, Source, Where, against, digest, part, read, unkept

__all__ = ["Mistake", "Mistakes", "Source", "Where", "against", "digest", "part", "read", "unkept"]
