"""Evidence notes, their revisions, the school's own forms, what could not be taken as it came, and how long all is kept."""

from trigpoint.evidence.models.attachment import Attachment
from trigpoint.evidence.models.note import Note, NoteRevision
from trigpoint.evidence.models.retention import Retention
from trigpoint.evidence.models.set_aside import SetAside

__all__ = ["Attachment", "Note", "NoteRevision", "Retention", "SetAside"]
