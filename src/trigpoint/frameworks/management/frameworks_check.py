"""Check framework and map files: every mistake with its line, the reason and what would mend it. Needs no database."""

import argparse
from typing import Any

from trigpoint.frameworks.language import checks, maps
from trigpoint.frameworks.language.library import SHIPPED
from trigpoint.frameworks.management import checking
from trigpoint.kernel import sources
from trigpoint.kernel.words import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    checking.add_arguments(parser, "a framework's file, a map's, or one that ships: four-themes-1")


def run(args: argparse.Namespace) -> int:
    return checking.run(args, folders=(SHIPPED, SHIPPED / "maps"), check=_mistakes, what=_what, fit=_fit)


def _mistakes(source: sources.Source, find: checking.Find) -> list[sources.Mistake]:
    return maps.mistakes(source, find) if is_map(source) else checks.mistakes(source, find)


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


def _fit(said: dict[str, Any]) -> str:
    text = (
        _("“%(title)s”, version %(version)s, can be published. Lines: %(links)d.")
        if said["kind"] == "map"
        else _("“%(title)s”, version %(version)s, can be published. Themes: %(themes)d; aspects: %(aspects)d.")
    )
    return text % said
