"""Read the plan of a study: every mistake with its line and the reason, or what it will do and the hash that locks it."""

import argparse
import sys
from pathlib import Path

from trigpoint.evaluation.study import plan
from trigpoint.evaluation.study.errors import Mistakes
from trigpoint.evaluation.study.words import gettext as _
from trigpoint.evaluation.study.words import ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", type=Path, help="the plan (TOML)")


def run(args: argparse.Namespace) -> int:
    try:
        found = plan.read(args.plan.read_text(encoding="utf-8"))
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        count = len(mistakes.found)
        words = ngettext("%(n)d mistake in %(file)s.", "%(n)d mistakes in %(file)s.", count)
        print(words % {"n": count, "file": args.plan.name}, file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(_("%(file)s can't be read: %(said)s.") % {"file": args.plan, "said": error}, file=sys.stderr)
        return 1
    print(_("%(file)s can be run.") % {"file": args.plan.name})
    print(_("Question: %(title)s") % {"title": found.question.title})
    if found.estimates:
        names = ", ".join(match.name for match in found.matches)
        print(
            _("Specifications: %(names)s; the primary one is %(primary)s.") % {"names": names, "primary": found.primary}
        )
    else:
        print(_("It estimates no impact: the report will say so."))
    print(_("Hash: %(hash)s") % {"hash": found.sha256})
    return 0
