"""Fill an empty database with the numbers of a whole country: invented schools, reviews and notes, for `make bench`."""

import argparse
import sys
import time

from django.db import connection, transaction

from trigpoint.home.management import country
from trigpoint.kernel import clock
from trigpoint.organisations.queries import networks


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "It needs a database of its own, such as TRIGPOINT_HOME=var/bench; what it made once it leaves alone."
    )
    parser.add_argument("--schools", type=int, default=25_000, help="how many schools the register holds")
    parser.add_argument("--reviews", type=int, default=2_000, help="one for each school of a partnership of five")
    parser.add_argument(
        "--notes", type=int, default=100_000, help="evidence notes, spread over the reviews whose visit is over"
    )


def run(args: argparse.Namespace) -> int:
    if args.schools < args.reviews or args.reviews < country.SCHOOLS:
        print(f"There must be at least {country.SCHOOLS} reviews, and a school for each.", file=sys.stderr)
        return 1
    if any(network.name == country.NETWORK for network in networks.every()):
        print("It has been filled before.")
        return 0
    if networks.any_there():
        print("This database holds something else: take one of its own, by TRIGPOINT_HOME.", file=sys.stderr)
        return 1
    began = time.monotonic()
    with transaction.atomic():
        written = country.build(at=clock.now(), schools=args.schools, reviews=args.reviews, notes=args.notes)
    seconds = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for table, count in written.items():
        print(f"{count:>9,}  {table}")
    total = sum(written.values())
    print(f"{total:>9,}  rows in {seconds:.1f} s: {total / seconds:,.0f} rows a second")
    return 0
