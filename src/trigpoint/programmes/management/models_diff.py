"""Say in words what changes from one version of a review model to another. Needs no database."""

import argparse
import sys

from trigpoint.frameworks.language.library import Library
from trigpoint.frameworks.management import checking
from trigpoint.kernel import sources
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import checks
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.diff import changes
from trigpoint.programmes.management.models_check import SHIPPED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="a model file, or one that ships: spp-benchmark-1")
    parser.add_argument("new", metavar="NEW", help="the same")
    checking.add_framework_argument(parser)


def run(args: argparse.Namespace) -> int:
    paths = [checking.located(name, SHIPPED) for name in (args.old, args.new)]
    found = []
    for path in paths:
        try:
            found.append(Definition.parse(checking.checked(path, args.framework, checks.mistakes).data))
        except (sources.Mistakes, OSError) as error:
            print(sources.refusal(path, error), file=sys.stderr)
            return 1
    libraries = [Library(path.parent, args.framework) for path in paths]
    said = changes(*found, lambda key, version: libraries[0].find(key, version) or libraries[1].find(key, version))
    print("\n".join(map(str, said)) if said else _("Nothing changes."))
    return 0
