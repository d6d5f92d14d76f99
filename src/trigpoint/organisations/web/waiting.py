"""Files between a trial and the import: kept outside what is served, for the session that brought them."""

import dataclasses
import shutil
import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import UploadedFile

_KEY = "register_files"
_SECONDS = 24 * 60 * 60


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file here, and what it was called there."""

    path: Path
    name: str


def keep(session: SessionBase, files: "Iterable[UploadedFile[Any]]") -> list[Brought]:
    """Keep these instead of those before."""
    forget(session)
    folder = _root() / uuid.uuid4().hex
    folder.mkdir(parents=True)
    names = []
    for n, file in enumerate(files):
        names.append(str(file.name))
        with (folder / str(n)).open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
    session[_KEY] = {"folder": folder.name, "names": names}
    return found(session)


def found(session: SessionBase) -> list[Brought]:
    """What is waiting; nothing when it has waited for more than a day."""
    held = session.get(_KEY) or {"folder": "", "names": []}
    files = [Brought(path=_root() / held["folder"] / str(n), name=name) for n, name in enumerate(held["names"])]
    return files if all(file.path.is_file() for file in files) else []


def forget(session: SessionBase) -> None:
    """Let go of this session's files, and of whatever nobody has come back for."""
    held = session.pop(_KEY, None)
    root = _root()
    for folder in root.iterdir() if root.is_dir() else ():
        if (held and folder.name == held["folder"]) or time.time() - folder.stat().st_mtime > _SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "register"
