"""Dates as an iCalendar file (RFC 5545), which every calendar program takes."""

import dataclasses
import datetime as dt
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """
    Something on a calendar. Dates make it last whole days, `ends` included; moments make it last from one to the other.

    `uid` stays the same when the date moves, and `revision` grows, so that the calendar moves its entry.
    """

    uid: str
    title: str
    starts: dt.date | dt.datetime
    ends: dt.date | dt.datetime
    place: str = ""
    words: str = ""
    url: str = ""
    revision: int = 0
    cancelled: bool = False


def ics(events: Iterable[Dated], *, at: dt.datetime) -> str:
    """The file's text. This will hold no line over 75 bytes, as some programs insist."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trigpoint//EN", "METHOD:PUBLISH"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{_moment(at)}",
            f"SEQUENCE:{event.revision}",
            _when("DTSTART", event.starts),
            _when("DTEND", event.ends, last_day=True),
            f"SUMMARY:{_text(event.title)}",
            *([f"LOCATION:{_text(event.place)}"] if event.place else []),
            *([f"DESCRIPTION:{_text(event.words)}"] if event.words else []),
            *([f"URL:{event.url}"] if event.url else []),
            f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines)


def _when(name: str, value: dt.date | dt.datetime, *, last_day: bool = False) -> str:
    if isinstance(value, dt.datetime):
        return f"{name}:{_moment(value)}"
    day = value + dt.timedelta(days=1) if last_day else value  # a day's end is the next day's beginning
    return f"{name};VALUE=DATE:{day:%Y%m%d}"


def _moment(value: dt.datetime) -> str:
    return f"{value.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return "\\n".join(words.splitlines())


def _folded(line: str) -> str:
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > 74:
            pieces.append(piece.decode())
            piece = b""
        piece += encoded
    return "\r\n ".join([*pieces, piece.decode()]) + "\r\n"
