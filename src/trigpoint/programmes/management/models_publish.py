"""Publish a review model or a framework from its file: from then on that version never changes."""

import argparse
import sys
from pathlib import Path

from trigpoint.frameworks.actions import publishing
from trigpoint.kernel import clock, sources
from trigpoint.programmes.actions import review_models


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="frameworks first, then models that name them"
    )


def run(args: argparse.Namespace) -> int:
    """Whoever runs this has the machine: that stands for the right to publish."""
    for path in args.files:
        try:
            text = sources.text(path)
            is_framework = str(sources.read(text).data.get("schema", "")).startswith("trigpoint-framework")
            action = publishing.publish if is_framework else review_models.publish
            made = action(actor=None, at=clock.now(), text=text)
        except (sources.Mistakes, OSError) as error:
            print(sources.refusal(path, error), file=sys.stderr)
            return 1
        print(f"“{made}” is published and never changes now.")
    return 0
