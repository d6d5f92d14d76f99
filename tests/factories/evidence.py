"""Evidence notes, made by the action that everybody uses."""

import datetime as dt
import uuid
from typing import Any

from trigpoint.evidence.actions import notes
from trigpoint.evidence.models import Note
from trigpoint.people.models import Account
from trigpoint.reviews.models import Review

TEXT = "Six pupils were taught the vocabulary yesterday. All six used it unprompted in talk."


def note(
    review: Review, author: Account, *aspects: str, at: dt.datetime, kind: str = "OBS", text: str = TEXT, **fields: Any
) -> Note:
    """A note of the review by one of its team."""
    receipt = notes.record(
        actor=author,
        at=at,
        review=review,
        **{
            "id": uuid.uuid4(),
            "kind": kind,
            "aspects": list(aspects) or ["OI2"],
            "text": text,
            "seen_at": at,
            **fields,
        },
    )
    return Note.objects.get(pk=receipt.id)
