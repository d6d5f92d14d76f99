"""
Files that people bring: what may come in, and where it is kept.

What a file is follows from its content, never from its name. Files are kept under the hash of their content, outside
anything that a web server hands out; only a view that has asked a rule reads them back.
"""

import dataclasses
import hashlib
import io
import os
import re
import tempfile
import zipfile
from pathlib import Path

import puremagic
from django.conf import settings
from django.utils.translation import gettext as _

from trigpoint.kernel.errors import Missing, Unacceptable

LARGEST = 20 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024

MEDIA_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SAME_AS = {".jpeg": "jpg", ".jfif": "jpg"}
_HEART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that may come in. `name` is safe to give back; `data` is what is kept."""

    name: str
    media_type: str
    sha256: str
    size: int
    data: bytes = dataclasses.field(repr=False)


def accept(name: str, data: bytes, *, field: str = "file") -> File:
    """
    Look at a file that somebody brings. Raises Unacceptable, with what to do, for one that can't be taken.

    Takes PDF, JPEG, PNG, Word and Excel without macros, up to 20 MB.
    """
    if not data:
        raise Unacceptable({field: [_("This file has nothing in it. Choose another.")]})
    if len(data) > LARGEST:
        raise Unacceptable({field: [_("This file is larger than 20 MB. Send a smaller copy, or a part of it.")]})
    extension = _extension(data)
    if extension is None:
        raise Unacceptable(
            {field: [_("Bring a PDF, a picture (JPEG or PNG), a Word document or an Excel workbook without macros.")]}
        )
    if extension == "jpg":
        data = _without_whereabouts(data)
    return File(
        name=_name(name, extension),
        media_type=MEDIA_TYPES[extension],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        data=data,
    )


def keep(file: File) -> None:
    """Put the content where it belongs, whole or not at all. The same content again changes nothing."""
    path = _path(file.sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(file.data)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(path)


def read(sha256: str) -> bytes:
    """The content. Raises Missing when it is not here."""
    try:
        return _path(sha256).read_bytes()
    except FileNotFoundError:
        raise Missing from None


def _path(sha256: str) -> Path:
    if not re.fullmatch("[0-9a-f]{64}", sha256):
        raise Missing
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def _name(given: str, extension: str) -> str:
    stem = Path(given.replace("\\", "/")).stem
    clean = re.sub(r"[^\w .()-]+", "-", stem).strip(" .-")[:80]
    return f"{clean or 'file'}.{extension}"


def _extension(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    try:
        found = puremagic.from_string(data)
    except (puremagic.PureError, ValueError):
        return None
    extension = _SAME_AS.get(found, found.removeprefix("."))
    return extension if extension in {"pdf", "jpg", "png"} else None


def _office(data: bytes) -> str | None:
    """Which kind of office document a zip is; None for one with macros, one that unpacks too large, and any other zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        return None
    names = {part.filename for part in parts}
    if sum(part.file_size for part in parts) > UNPACKED or any("vbaproject" in name.lower() for name in names):
        return None
    return next((kind for kind, heart in _HEART.items() if heart in names), None)


def _without_whereabouts(data: bytes) -> bytes:
    """A JPEG without the segments in which a phone writes where and by whom it was taken (APP1, APP13, comments)."""
    kept, position = bytearray(data[:2]), 2
    while position + 4 <= len(data) and data[position] == 0xFF and data[position + 1] != 0xDA:
        length = 2 + int.from_bytes(data[position + 2 : position + 4])
        if data[position + 1] not in {0xE1, 0xED, 0xFE}:
            kept += data[position : position + length]
        position += length
    return bytes(kept + data[position:])
