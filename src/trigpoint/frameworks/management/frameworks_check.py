"""Check framework and map files: every mistake with its line, the reason and what would mend it. Needs no database."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from trigpoint.frameworks.language import checks, maps
from trigpoint.frameworks.language.library import SHIPPED, Library
from trigpoint.kernel import sources
from trigpoint.kernel.words import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a framework's file, a map's, or one that ships: four-themes-1"
    )
    parser.add_argument(
        "--framework",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a framework that a map leads from or to and that does not come with the product; may stand more than once",
    )
    parser.add_argument("--json", action="store_true", help="say it as JSON, for other programs")


def run(args: argparse.Namespace) -> int:
    found = [_one(_located(name), args.framework) for name in args.files]
    if args.json:
        print(json.dumps({"files": found}, ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(_said(one), file=sys.stdout if one["fit"] else sys.stderr)
    return int(not all(one["fit"] for one in found))


def _located(name: str) -> Path:
    """A path, or the name of a framework or a map that comes with the product."""
    path = Path(name)
    if path.exists():
        return path
    return next((one for one in (SHIPPED / f"{name}.yaml", SHIPPED / "maps" / f"{name}.yaml") if one.is_file()), path)


def _one(path: Path, frameworks: Iterable[Path]) -> dict[str, Any]:
    """What is to be said of a file: what it is, and each mistake."""
    said: dict[str, Any] = {"file": str(path), "fit": False, "mistakes": []}
    try:
        source = sources.read(sources.text(path))
        find = Library(path.parent, frameworks).find
        wrong = maps.mistakes(source, find) if is_map(source) else checks.mistakes(source, find)
    except sources.Mistakes as mistakes:
        wrong = list(mistakes.found)
    except OSError as error:
        return {**said, "unreadable": sources.unreadable(path, error)}
    if wrong:
        return {
            **said,
            "mistakes": [
                {"line": one.line, "reason": one.reason, **({"suggestion": one.suggestion} if one.suggestion else {})}
                for one in wrong
            ],
        }
    return {**said, "fit": True, **_what(source)}


def is_map(source: sources.Source) -> bool:
    return str(source.data.get("schema", "")).startswith("trigpoint-area-map") or (
        "links" in source.data and "themes" not in source.data
    )


def _what(source: sources.Source) -> dict[str, Any]:
    data = source.data
    said = {"title": data["title"], "version": data["version"]}
    if is_map(source):
        return {**said, "kind": "map", "links": len(data["links"])}
    aspects = sum(len(theme["aspects"]) for theme in data["themes"])
    return {**said, "kind": "framework", "themes": len(data["themes"]), "aspects": aspects}


def _said(one: Mapping[str, Any]) -> str:
    if "unreadable" in one:
        return str(one["unreadable"])
    if one["fit"]:
        text = (
            _("“%(title)s”, version %(version)s, can be published. Lines: %(links)d.")
            if one["kind"] == "map"
            else _("“%(title)s”, version %(version)s, can be published. Themes: %(themes)d; aspects: %(aspects)d.")
        )
        return text % one
    found = [sources.Mistake(**{"suggestion": "", **each}) for each in one["mistakes"]]
    return sources.complaint(Path(one["file"]), sources.Mistakes(found))
