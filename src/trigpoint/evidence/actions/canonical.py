"""
One note revision in one way of writing it, so that device and server reckon the same hash.

JSON with sorted keys, no spaces, characters as they are (UTF-8); moments in UTC with three decimals, as JavaScript's
`toISOString` writes them; aspects sorted.
"""

import dataclasses
import datetime as dt
import hashlib
import json
import uuid
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a device sends of one revision of one note."""

    id: uuid.UUID
    rev: int
    review_id: uuid.UUID
    author_id: uuid.UUID
    kind: str
    aspects: tuple[str, ...]
    activity_id: uuid.UUID | None
    place: str
    seen_at: dt.datetime
    text: str
    meaning: str
    strength: str
    mode: str
    framework_version: str
    made_at: dt.datetime

    def payload(self) -> dict[str, Any]:
        """As plain values."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}

    @property
    def sha256(self) -> str:
        written = json.dumps(self.payload(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()

    @classmethod
    def of(cls, payload: dict[str, Any]) -> "Revision":
        """From what `payload` made."""
        values = dict(payload)
        for name in ("id", "review_id", "author_id"):
            values[name] = uuid.UUID(values[name])
        for name in ("seen_at", "made_at"):
            values[name] = dt.datetime.fromisoformat(values[name])
        values["activity_id"] = uuid.UUID(values["activity_id"]) if values["activity_id"] else None
        values["aspects"] = tuple(values["aspects"])
        return cls(**values)


def moment(value: dt.datetime) -> str:
    """A moment as a device writes it: `2026-12-03T09:40:00.000Z`."""
    return value.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    match value:
        case dt.datetime():
            return moment(value)
        case uuid.UUID():
            return str(value)
        case tuple():
            return sorted(value)
        case _:
            return value
