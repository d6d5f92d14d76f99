"""Invite somebody to run this installation: how the first operator comes in."""

import argparse

from django.conf import settings

from trigpoint.access.roles import Place, Role
from trigpoint.kernel import clock
from trigpoint.people import actions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the person's e-mail address")
    parser.add_argument("name", metavar="NAME", nargs="+", help="the person's name")


def run(arguments: argparse.Namespace) -> int:
    invited = actions.invitations.invite(
        actor=None,
        at=clock.now(),
        email=arguments.email,
        name=" ".join(arguments.name),
        role=Role.OPERATOR,
        place=Place.INSTALLATION,
    )
    print(f"{invited.person.name} may sign in at {settings.PUBLIC_URL}/account/sign-in/ with {invited.person.email}.")
    return 0
