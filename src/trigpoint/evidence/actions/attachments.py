"""Attach the school's own observation and scrutiny forms to a note, and take them off again."""

import datetime as dt

from trigpoint.audit.actions import action
from trigpoint.evidence.models import Attachment, Note
from trigpoint.evidence.rules import keeping
from trigpoint.kernel import files
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Scene


@action("evidence.attach", subject="note")
def attach(*, actor: Account, at: dt.datetime, note: Note, name: str, data: bytes) -> Attachment:
    """
    Keep a file with one's own note. The same content again is the same attachment.

    Raises Unacceptable for a file that can't be taken, Refused once the review is over.
    """
    keeping.may_attach(_own(actor, at, note)).require()
    file = files.accept(name, data)
    files.keep(file)
    row, _made = Attachment.objects.get_or_create(
        note=note,
        sha256=file.sha256,
        removed_at=None,
        defaults={"name": file.name, "media_type": file.media_type, "size": file.size, "attached_at": at},
    )
    return row


@action("evidence.remove_attachment", subject="attachment")
def remove(*, actor: Account, at: dt.datetime, attachment: Attachment) -> None:
    """
    Take a file off one's own note; its content goes with it. Taken off already: nothing changes.

    Raises Refused once the review is over, and while the school's head holds the notes.
    """
    scene = _own(actor, at, attachment.note)
    one_at_a_time(attachment.note.review)
    keeping.may_take_off(scene).require()
    here = Attachment.objects.filter(pk=attachment.pk, removed_at__isnull=True)
    here.update(removed_at=at, name="", sha256="")


def _own(actor: Account, at: dt.datetime, note: Note) -> Scene:
    """The scene of whoever acts on a note of theirs. Raises Missing for another's."""
    if note.author_id != actor.pk:
        raise Missing
    return scenes.acting(actor.pk, note.review, at=at)
