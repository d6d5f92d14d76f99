"""Where a run's files are, and which of them may be shown or taken away."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from trigpoint.evaluation.models import Run
from trigpoint.kernel.errors import Missing

__all__ = ["INPUTS", "content", "figures", "files", "folder", "results"]

INPUTS = ("schools.csv", "panel.csv", "process.json")
"""What the run was made from, for whoever repeats it elsewhere: pseudonyms, no names."""


def folder(run: Run) -> Path:
    """The run's own; `out` in it is the study's."""
    return Path(settings.MEDIA_ROOT) / "evaluation" / run.pk.hex


def files(run: Run) -> dict[str, int]:
    """What the run has made, with sizes; what steps left for themselves is not among it."""
    out = folder(run) / "out"
    found = sorted(path for path in out.rglob("*") if path.is_file())
    names = {path.relative_to(out).as_posix(): path.stat().st_size for path in found}
    made = {name: size for name, size in names.items() if not name.startswith(("steps/", "."))}
    given = {name: folder(run) / name for name in INPUTS}
    return made | {f"inputs/{name}": path.stat().st_size for name, path in given.items() if path.is_file()}


def content(run: Run, name: str) -> bytes:
    """One of the files that the run has made. Raises Missing for anything else."""
    if name not in run.files:
        raise Missing
    place = folder(run) / name.removeprefix("inputs/") if name.startswith("inputs/") else folder(run) / "out" / name
    try:
        return place.read_bytes()
    except FileNotFoundError:
        raise Missing from None


def results(run: Run) -> dict[str, Any]:
    """Every number of the run, by key; nothing before there are any."""
    if "results.json" not in run.files:
        return {}
    found: dict[str, Any] = json.loads(content(run, "results.json"))
    return found


def figures(run: Run) -> list[str]:
    """The names of its pictures, in the folder's order."""
    return [
        name.removeprefix("figures/").removesuffix(".svg")
        for name in run.files
        if name.startswith("figures/") and name.endswith(".svg")
    ]
