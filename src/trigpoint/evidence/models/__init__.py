"""Evidence notes, their revisions, the school's own forms, and what could not be taken as it came."""

from trigpoint.evidence.models.attachment import Attachment
from trigpoint.evidence.models.note import Note, NoteRevision
from trigpoint.evidence.models.set_aside import SetAside

__all__ = ["Attachment", "Note", "NoteRevision", "SetAside"]
