"""
Files that people bring: what may come in, where it is kept, and when it goes.

What a file is follows from its content, never from its name. Files are kept under the hash of their content, outside
anything that a web server hands out; only a view that has asked a rule reads them back. A file stays for as long as a
row refers to it in a `ContentHash` column, of whatever table, and leaves the disk in the night after.
"""

import dataclasses
import hashlib
import io
import os
import re
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import puremagic
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from trigpoint.kernel.errors import Missing, Unacceptable
from trigpoint.kernel.models import ContentHash

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
_PNG_WORDS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_DAY = 24 * 60 * 60


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
    match extension:
        case "jpg":
            data = _jpeg_without_whereabouts(data)
        case "png":
            data = _png_without_whereabouts(data)
    return File(
        name=_name(name, extension),
        media_type=MEDIA_TYPES[extension],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        data=data,
    )


def keep(file: File) -> None:
    """
    Put the content where it belongs, whole or not at all. The same content again changes nothing.

    Called in the transaction that writes the row which refers to it: until that ends, `sweep` waits.
    """
    with connection.cursor() as cursor:
        _require_transaction()
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_key(file.sha256)])
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


def sweep() -> int:
    """Delete every file that no row refers to, and what a crash left half written; says how many went."""
    referred = {sha256 for rows in _references() for sha256 in rows.iterator()}
    return sum(_swept(path, referred) for path in sorted(Path(settings.MEDIA_ROOT).glob("??/*")))


def _swept(path: Path, referred: set[str]) -> bool:
    if not _is_hash(path.name):
        half_written = time.time() - path.stat().st_mtime > _DAY
        if half_written:
            path.unlink(missing_ok=True)
        return half_written
    if path.name in referred:
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key(path.name)])
        if any(rows.exists() for rows in _references(path.name)):
            return False
        path.unlink(missing_ok=True)
    return True


def _references(sha256: str = "") -> Iterator[QuerySet[Any, str]]:
    """Of each table that refers to files: the hashes it holds, or this one alone."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 - a table's public description
            if isinstance(field, ContentHash):
                rows = model._default_manager.exclude(**{field.attname: ""})  # noqa: SLF001 - the same
                narrowed = rows.filter(**{field.attname: sha256}) if sha256 else rows
                yield narrowed.order_by().values_list(field.attname, flat=True).distinct()


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a file is kept in the transaction that refers to it")


def _key(sha256: str) -> int:
    """What PostgreSQL locks for this content: its hash's first 64 bits."""
    return int.from_bytes(bytes.fromhex(sha256)[:8], signed=True)


def _is_hash(name: str) -> bool:
    return re.fullmatch("[0-9a-f]{64}", name) is not None


def _path(sha256: str) -> Path:
    if not _is_hash(sha256):
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


def _jpeg_without_whereabouts(data: bytes) -> bytes:
    """A JPEG without the segments in which a phone writes where and by whom it was taken (APP1, APP13, comments)."""
    kept, position = bytearray(data[:2]), 2
    while position + 4 <= len(data) and data[position] == 0xFF and data[position + 1] != 0xDA:
        length = 2 + int.from_bytes(data[position + 2 : position + 4])
        if data[position + 1] not in {0xE1, 0xED, 0xFE}:
            kept += data[position : position + length]
        position += length
    return bytes(kept + data[position:])


def _png_without_whereabouts(data: bytes) -> bytes:
    """A PNG without the chunks in which a device writes words, places and times, and without what follows its end."""
    kept, position = bytearray(data[:8]), 8
    while position + 12 <= len(data):
        kind = data[position + 4 : position + 8]
        end = position + 12 + int.from_bytes(data[position : position + 4])
        if kind not in _PNG_WORDS:
            kept += data[position:end]
        if kind == b"IEND":
            break
        position = end
    return bytes(kept)
