"""Make a personal token for the API. The token alone goes to standard output."""

import argparse
import sys

from trigpoint.kernel import clock
from trigpoint.people import actions, queries


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the address of the person that the token acts for")
    parser.add_argument("--days", type=int, default=30, metavar="N", help="for how many days it is good (30)")
    parser.add_argument(
        "--scope", choices=["read", "write"], default="write", help="`read` changes nothing; `write` (the default) may"
    )
    parser.add_argument("--name", default="trigpoint people token", help="what it is for, as its owner's list says it")


def run(arguments: argparse.Namespace) -> int:
    """Whoever runs this has the machine: that stands for the second factor."""
    person = queries.accounts.by_email(arguments.email)
    if person is None:
        print(f"There is no open account with the address {arguments.email}.", file=sys.stderr)
        return 1
    made = actions.tokens.make(
        actor=person,
        at=clock.now(),
        name=arguments.name,
        days=arguments.days,
        may_write=arguments.scope == "write",
        second_factor=True,
    )
    print(made.text)
    return 0
