"""What has happened with the forms of a review."""

import dataclasses
import uuid

from trigpoint.kernel.events import Event


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FormSent(Event):
    """Somebody has sent in a form."""

    review_id: uuid.UUID
    stage: str
    form: str
    sheet_id: uuid.UUID
