"""Model files on this machine, and the frameworks that they name: no Django, no database."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from trigpoint.frameworks.language.library import Library
from trigpoint.kernel import sources
from trigpoint.programmes.language import checks

MODELS = Path(__file__).parents[1] / "shipped"


def add_framework_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--framework",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a framework that the model names and that does not come with the product; may stand more than once",
    )


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
