"""Write a published review model as the file that holds it."""

import argparse
import sys
from pathlib import Path

from trigpoint.programmes.queries import review_models, writing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the model's key, such as spp-benchmark")
    parser.add_argument("version", metavar="VERSION", nargs="?", default="", help="its version; the newest if left out")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to; standard output if left out")


def run(args: argparse.Namespace) -> int:
    found = review_models.versions(args.key)
    model = next((one for one in found if args.version in ("", one.version)), None)
    if model is None:
        known = ", ".join(f"{one.key} {one.version}" for one in review_models.all_versions())
        print(f"There is no such model here. There are: {known}.", file=sys.stderr)
        return 1
    text = writing.as_file(model.definition)
    if args.output is None:
        print(text, end="")
    else:
        args.output.write_text(text, encoding="utf-8")
    return 0
