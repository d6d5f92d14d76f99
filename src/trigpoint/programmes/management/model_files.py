"""Model files on this machine, and the frameworks that they name: no Django, no database."""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from trigpoint.kernel import sources
from trigpoint.programmes.language import checks

PRODUCT = Path(__file__).parents[2]
FRAMEWORKS = PRODUCT / "frameworks" / "shipped"
MODELS = PRODUCT / "programmes" / "shipped"


def add_framework_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--framework",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a framework that the model names and that does not come with the product; may stand more than once",
    )


class Library:
    """Frameworks by key and version: those given, those beside the model's file, those that come with the product."""

    def __init__(self, beside: Path, given: Iterable[Path]) -> None:
        self.folders = (beside, FRAMEWORKS)
        self.given = [sources.read(path.read_text(encoding="utf-8")).data for path in given]

    def find(self, key: str, version: str) -> Mapping[str, Any] | None:
        for data in self.given:
            if (data.get("key"), str(data.get("version"))) == (key, version):
                return data
        for folder in self.folders:
            path = folder / f"{key}-{version}.yaml"
            if path.is_file():
                return sources.read(path.read_text(encoding="utf-8")).data
        return None


def located(name: str) -> Path:
    """A path, or the name of a model that comes with the product, such as spp-benchmark-1."""
    path = Path(name)
    shipped = MODELS / f"{name}.yaml"
    return shipped if not path.exists() and shipped.is_file() else path


def checked(path: Path, frameworks: Iterable[Path]) -> sources.Source:
    """The file's content. Raises Mistakes with all that is wrong, OSError where it can't be read."""
    source = sources.read(sources.text(path))
    if found := checks.mistakes(source, Library(path.parent, frameworks).find):
        raise sources.Mistakes(found)
    return source
