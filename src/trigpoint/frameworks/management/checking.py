"""Checking files of content for a command: frameworks, maps, and the review models above them. No Django, no database."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from trigpoint.frameworks.language.library import Library
from trigpoint.kernel import sources

type Find = Callable[[str, str], Mapping[str, Any] | None]
type Check = Callable[[sources.Source, Find], list[sources.Mistake]]


def add_arguments(parser: argparse.ArgumentParser, files: str) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=files)
    add_framework_argument(parser)
    parser.add_argument("--json", action="store_true", help="say it as JSON, for other programs")


def add_framework_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--framework",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a framework that a file names and that does not come with the product; may stand more than once",
    )


def located(name: str, *folders: Path) -> Path:
    """A path, or the name of what comes with the product, such as four-themes-1."""
    path = Path(name)
    shipped = (folder / f"{name}.yaml" for folder in folders)
    return path if path.exists() else next(filter(Path.is_file, shipped), path)


def checked(path: Path, frameworks: Iterable[Path], check: Check) -> sources.Source:
    """The file's content. Raises Mistakes with all that is wrong, OSError where it can't be read."""
    source = sources.read(sources.text(path))
    if found := check(source, Library(path.parent, frameworks).find):
        raise sources.Mistakes(found)
    return source


def run(
    args: argparse.Namespace,
    *,
    folders: Iterable[Path],
    check: Check,
    what: Callable[[sources.Source], dict[str, Any]],
    fit: Callable[[dict[str, Any]], str],
) -> int:
    """Say of each file that it is `fit`, or all that is wrong; `what` it is, other programs read as it stands."""
    found = []
    for path in (located(name, *folders) for name in args.files):
        try:
            found.append((path, what(checked(path, args.framework, check))))
        except (sources.Mistakes, OSError) as error:
            found.append((path, error))
    if args.json:
        print(json.dumps({"files": [_as_json(path, said) for path, said in found]}, ensure_ascii=False, indent=2))
    else:
        for path, said in found:
            if isinstance(said, dict):
                print(fit(said))
            else:
                print(sources.refusal(path, said), file=sys.stderr)
    return int(not all(isinstance(said, dict) for _path, said in found))


def _as_json(path: Path, said: dict[str, Any] | sources.Mistakes | OSError) -> dict[str, Any]:
    file = {"file": str(path), "fit": isinstance(said, dict), "mistakes": []}
    if isinstance(said, dict):
        return {**file, **said}
    if isinstance(said, OSError):
        return {**file, "unreadable": sources.refusal(path, said)}
    mistakes = [{"line": one.line, "reason": one.reason, "suggestion": one.suggestion} for one in said.found]
    return {**file, "mistakes": [{name: value for name, value in one.items() if value} for one in mistakes]}
