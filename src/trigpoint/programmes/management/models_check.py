"""Check review model files: every mistake with its line, the reason and what would mend it. Needs no database."""

import argparse
from pathlib import Path
from typing import Any

from trigpoint.frameworks.management import checking
from trigpoint.kernel import sources
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import checks
from trigpoint.programmes.language.definition import Definition

SHIPPED = Path(__file__).parents[1] / "shipped"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    checking.add_arguments(parser, "a model file, or one that ships: spp-benchmark-1")


def run(args: argparse.Namespace) -> int:
    return checking.run(args, folders=(SHIPPED,), check=checks.mistakes, what=_what, fit=_fit)


def _what(source: sources.Source) -> dict[str, Any]:
    model = Definition.parse(source.data)
    counted = {"stages": len(model.stages), "forms": len(model.forms)}
    return {"title": model.title, "version": model.version, "kind": "model", **counted}


def _fit(said: dict[str, Any]) -> str:
    return _("“%(title)s”, version %(version)s, can be published. Stages: %(stages)d; forms: %(forms)d.") % said
