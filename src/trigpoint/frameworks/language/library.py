"""Where the frameworks that a file names are found, on this machine: no Django, no database."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from trigpoint.kernel import sources

SHIPPED = Path(__file__).parents[1] / "shipped"


class Library:
    """Frameworks by key and version: those given, those beside the file, those that come with the product."""

    def __init__(self, beside: Path, given: Iterable[Path]) -> None:
        self.folders = (beside, beside.parent, SHIPPED)
        self.given = [sources.read(sources.text(path)).data for path in given]

    def find(self, key: str, version: str) -> Mapping[str, Any] | None:
        """The file's content, or None. Raises Mistakes where the file can't be read as one."""
        for data in self.given:
            if (data.get("key"), str(data.get("version"))) == (key, version):
                return data
        for folder in self.folders:
            path = folder / f"{key}-{version}.yaml"
            if path.is_file():
                return sources.read(sources.text(path)).data
        return None
