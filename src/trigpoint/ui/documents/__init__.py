"""What leaves the screen on paper or as a file: accessible PDF, and Word."""

from trigpoint.ui.documents.pdf import pdf
from trigpoint.ui.documents.word import Word

__all__ = ["Word", "pdf"]
