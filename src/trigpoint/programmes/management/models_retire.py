"""Retire a version of a review model: no programme takes it up and no review is planned by it any more."""

import argparse
import sys

from trigpoint.kernel import clock
from trigpoint.programmes.actions import review_models as actions
from trigpoint.programmes.queries import review_models


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the model's key, such as spp-benchmark")
    parser.add_argument("version", metavar="VERSION", help="its version")
    parser.add_argument("--restore", action="store_true", help="use a retired version again")


def run(args: argparse.Namespace) -> int:
    """Whoever runs this has the machine: that stands for the right to retire."""
    model = review_models.published_as(args.key, args.version)
    if model is None:
        known = ", ".join(f"{one.key} {one.version}" for one in review_models.all_versions())
        print(f"There is no such model here. There are: {known}.", file=sys.stderr)
        return 1
    if args.restore:
        actions.restore(actor=None, at=clock.now(), review_model=model)
        print(f"“{model}” is in use again.")
    else:
        actions.retire(actor=None, at=clock.now(), review_model=model)
        print(f"“{model}” is retired; reviews that have it keep it.")
    return 0
