"""Check review model files: every mistake with its line, the reason and what would mend it. Needs no database."""

import argparse
import sys

from trigpoint.kernel import sources
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.management import model_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a model file, or one that ships: spp-benchmark-1")
    model_files.add_framework_argument(parser)


def run(args: argparse.Namespace) -> int:
    return max(_one(name, args) for name in args.files)


def _one(name: str, args: argparse.Namespace) -> int:
    path = model_files.located(name)
    try:
        model = Definition.parse(model_files.checked(path, args.framework).data)
    except sources.Mistakes as mistakes:
        print(sources.complaint(path, mistakes), file=sys.stderr)
        return 1
    except OSError as error:
        print(sources.unreadable(path, error), file=sys.stderr)
        return 1
    words = {"title": model.title, "version": model.version, "stages": len(model.stages), "forms": len(model.forms)}
    print(_("“%(title)s”, version %(version)s, can be published. Stages: %(stages)d; forms: %(forms)d.") % words)
    return 0
