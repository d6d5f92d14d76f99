"""JSON, packed with gzip when the name ends in .gz."""

import gzip
import json
from pathlib import Path
from typing import Any

from rota.format.faults import Fault, Unreadable


def load(path: Path) -> Any:
    try:
        raw = path.read_bytes()
        return json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    except (OSError, EOFError) as problem:
        raise Unreadable([Fault(str(path), f"can't be read: {problem}")]) from problem
    except UnicodeDecodeError as problem:
        raise Unreadable([Fault(str(path), f"isn't UTF-8 text: {problem}")]) from problem
    except json.JSONDecodeError as problem:
        place = f"{path}, line {problem.lineno}, column {problem.colno}"
        raise Unreadable([Fault(place, f"isn't JSON: {problem.msg}")]) from problem


def dump(document: Any, path: Path) -> None:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode(), mtime=0))
    else:
        path.write_text(text + "\n", encoding="utf-8")
