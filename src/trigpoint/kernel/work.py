"""One thing that a person has to do: every context says its own, `home` puts them in order."""

import dataclasses
import datetime as dt
import uuid


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    `text` is a sentence, `detail` a second one that says what happens otherwise or next; `action` names the button.

    `review_id` tells which review it is of, where it is of one. Nothing in it may be more than the person may see.
    """

    due_on: dt.date | None
    text: str
    detail: str
    action: str
    url: str
    review_id: uuid.UUID | None = None
