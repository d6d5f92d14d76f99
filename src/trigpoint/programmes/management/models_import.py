"""Bring a review model's file into a network as a draft, right or wrong, to be put right and published there."""

import argparse
import sys
from pathlib import Path

from trigpoint.kernel import clock, sources
from trigpoint.organisations.queries import networks
from trigpoint.programmes.actions import drafts
from trigpoint.programmes.queries import checks


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the model's file")
    parser.add_argument(
        "--network", metavar="NAME", default="", help="whose draft it is; not needed where there is one"
    )


def run(args: argparse.Namespace) -> int:
    """Whoever runs this has the machine: that stands for the right to write drafts."""
    found = [one for one in networks.every() if args.network in ("", one.name)]
    if len(found) != 1:
        names = ", ".join(one.name for one in networks.every())
        print(f"Say whose draft it is with --network. There are: {names or 'none yet'}.", file=sys.stderr)
        return 1
    try:
        text = sources.text(args.file)
        draft = drafts.bring(actor=None, at=clock.now(), network=found[0], text=text)
    except (sources.Mistakes, OSError) as error:
        print(sources.refusal(args.file, error), file=sys.stderr)
        return 1
    print(f"“{draft}” is a draft of {found[0]} now.")
    if wrong := checks.mistakes(sources.read(text)):
        print(sources.complaint(args.file, sources.Mistakes(wrong)), file=sys.stderr)
    return 0
