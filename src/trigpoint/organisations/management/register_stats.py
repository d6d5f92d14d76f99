"""Count what the register holds, by nation, status, phase, trust and table of figures."""

import argparse
import json

from django.utils.translation import gettext as _

from trigpoint.organisations.queries import register


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    stats = register.stats()
    if arguments.json:
        print(json.dumps(stats, ensure_ascii=False))
        return 0
    print(_("%(n)s schools") % {"n": f"{stats['schools']:,}"})
    for heading, key in ((_("Nation"), "nation"), (_("Status"), "status"), (_("Phase"), "phase")):
        print(f"\n{heading}")
        for name, count in stats[key].items():
            print(f"  {count:>7,}  {name or _('not said')}")
    within, without = f"{stats['in_trust']:,}", f"{stats['in_no_trust']:,}"
    print("\n" + _("In a trust: %(within)s; in none: %(without)s") % {"within": within, "without": without})
    for name, count in list(stats["trust"].items())[:20]:
        print(f"  {count:>7,}  {name}")
    if len(stats["trust"]) > 20:
        print("  " + _("and %(n)s more trusts (all of them with --json)") % {"n": f"{len(stats['trust']) - 20:,}"})
    if stats["figures"]:
        print("\n" + _("Tables of figures"))
    for one in stats["figures"]:
        print(f"  {one['schools']:>7,}  {one['source']} {one['year']}")
    return 0
