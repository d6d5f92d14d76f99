"""
The folder that a study writes to: locked by its plan, frozen with its files, kept step by step.

`plan.sha256` is the first thing written. A folder that holds another plan's, or was filled from other files, is refused.
"""

import contextlib
import dataclasses
import hashlib
import importlib.metadata
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from trigpoint.evaluation.study import tables
from trigpoint.evaluation.study.errors import Refused
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.words import gettext as _

PACKAGES = ("trigpoint", "numpy", "scipy", "typst")


def canonical(value: Any) -> str:
    """JSON that is the same for the same content; numbers at full precision."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def versions() -> dict[str, str]:
    return {name: importlib.metadata.version(name) for name in PACKAGES}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Folder:
    path: Path
    key: str
    inputs: Mapping[str, Mapping[str, str]]

    @classmethod
    def locked(cls, path: Path, plan: Plan, files: Mapping[str, Path]) -> "Folder":
        """Lock the folder to the plan, then freeze the files. Raises Refused."""
        path.mkdir(parents=True, exist_ok=True)
        _lock(path, plan)
        inputs = {name: {"file": file.name, "sha256": tables.sha256(file)} for name, file in sorted(files.items())}
        _freeze(path, inputs)
        stamp = canonical([plan.sha256, inputs, versions()])
        return cls(path=path, key=hashlib.sha256(stamp.encode()).hexdigest(), inputs=inputs)

    @property
    def plan_text(self) -> str:
        """The plan as it was locked: a later run may bring other comments, and no other decisions."""
        return (self.path / "plan.toml").read_bytes().decode()

    @property
    def pairs(self) -> Path:
        return self.path / "pairs.csv"

    def write(self, name: str, content: str | bytes) -> None:
        """All of a file or nothing of it, and nothing when it is there already."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        given = content.encode() if isinstance(content, str) else content
        if target.exists() and target.read_bytes() == given:
            return
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(given)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
            raise

    def kept(self, name: str) -> Any | None:
        """What a step of an earlier run left, if it is of the same plan, files and versions."""
        try:
            found = json.loads((self.path / "steps" / f"{name}.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return found["result"] if isinstance(found, dict) and found.get("of") == self.key else None

    def step[T](self, name: str, make: Callable[[], T]) -> T:
        """Do it, or take what an earlier run left of it. What it makes is JSON, so that both are the same."""
        kept = self.kept(name)
        if kept is None:
            made = json.dumps({"of": self.key, "result": make()}, sort_keys=True, allow_nan=False) + "\n"
            self.write(f"steps/{name}.json", made)
            kept = json.loads(made)["result"]
        result: T = kept
        return result


def _lock(path: Path, plan: Plan) -> None:
    lock = path / "plan.sha256"
    try:
        with lock.open("x", encoding="utf-8") as file:
            file.write(plan.sha256 + "\n")
    except FileExistsError as error:
        held = lock.read_text(encoding="utf-8").strip()
        if held != plan.sha256:
            reason = _(
                "%(path)s is locked to another plan (%(held)s…), and this one is %(ours)s…. A plan does not change once "
                "a study has begun: give another folder, and record the change under [[departure]]."
            )
            said = {"path": path, "held": held[:12], "ours": plan.sha256[:12]}
            raise Refused(reason % said) from error
    if not (path / "plan.toml").exists():
        (path / "plan.toml").write_bytes(plan.text.encode())


def _freeze(path: Path, inputs: Mapping[str, Mapping[str, str]]) -> None:
    frozen = path / "inputs.json"
    if not frozen.exists():
        part = frozen.with_suffix(".part")
        part.write_text(canonical(inputs), encoding="utf-8")
        part.replace(frozen)
        return
    held = json.loads(frozen.read_text(encoding="utf-8"))
    for name in sorted({*held, *inputs}):
        was, now = held.get(name, {}).get("sha256"), inputs.get(name, {}).get("sha256")
        if was != now:
            reason = _(
                "This study was begun on other data: %(file)s has changed since. Give another folder for the new data, "
                "or put the old file back."
            )
            given = inputs.get(name) or held.get(name) or {}
            raise Refused(reason % {"file": given.get("file", name)})
