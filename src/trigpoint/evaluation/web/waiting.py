"""A file between its preview and its keeping: outside what is served, for the session that brought it."""

import shutil
import time
import uuid
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

_KEY = "evaluation_file"
_SECONDS = 24 * 60 * 60
MOST = 20 * 1024 * 1024


def keep(session: SessionBase, what: str, data: bytes) -> None:
    """Keep this instead of what was there. `what` says what it is for, such as a wave's id."""
    forget(session)
    root = _root()
    root.mkdir(parents=True, exist_ok=True)
    name = uuid.uuid4().hex
    (root / name).write_bytes(data)
    session[_KEY] = {"name": name, "what": what}


def found(session: SessionBase, what: str) -> bytes | None:
    """What waits for this purpose."""
    held = session.get(_KEY) or {}
    path = _root() / str(held.get("name", "-"))
    return path.read_bytes() if held.get("what") == what and path.is_file() else None


def forget(session: SessionBase) -> None:
    """Let go of this session's file, and of whatever nobody has come back for."""
    held = session.pop(_KEY, None) or {}
    root = _root()
    for path in root.iterdir() if root.is_dir() else ():
        if path.name == held.get("name") or time.time() - path.stat().st_mtime > _SECONDS:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "evaluation-files"
