"""Say in words what changes from one version of a review model to another. Needs no database."""

import argparse
import sys

from trigpoint.frameworks.language.library import Library
from trigpoint.kernel import sources
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.diff import changes
from trigpoint.programmes.management import model_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="a model file, or one that ships: spp-benchmark-1")
    parser.add_argument("new", metavar="NEW", help="the same")
    model_files.add_framework_argument(parser)


def run(args: argparse.Namespace) -> int:
    found, folders = [], []
    for name in (args.old, args.new):
        path = model_files.located(name)
        folders.append(path.parent)
        try:
            found.append(Definition.parse(model_files.checked(path, args.framework).data))
        except sources.Mistakes as mistakes:
            print(sources.complaint(path, mistakes), file=sys.stderr)
            return 1
        except OSError as error:
            print(sources.unreadable(path, error), file=sys.stderr)
            return 1
    libraries = [Library(folder, args.framework) for folder in folders]
    said = changes(*found, lambda key, version: libraries[0].find(key, version) or libraries[1].find(key, version))
    print("\n".join(map(str, said)) if said else _("Nothing changes."))
    return 0
