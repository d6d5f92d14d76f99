"""Say whether this installation is fit for real use; exits with 1 when it is not."""

import argparse
import dataclasses

from django.conf import settings

from trigpoint.config import environment


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something to put right. A grave one stops `trigpoint serve`."""

    words: str
    grave: bool = False

    def __str__(self) -> str:
        return f"{'Stop' if self.grave else 'Note'}: {self.words}"


def problems() -> list[Problem]:
    found = []
    if settings.DEBUG:
        found.append(Problem(grave=True, words="DEBUG=1 shows the insides to everybody; unset it."))
    if settings.DEMO:
        found.append(Problem(grave=True, words="DEMO=1 shows everybody's sign-in codes; unset it."))
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        found.append(Problem(grave=True, words="The styles are not built; run `make setup` first."))
    if not settings.HTTPS:
        found.append(Problem(words="PUBLIC_URL does not begin with https://, so what people type travels in clear."))
    if not settings.MAIL_SERVER:
        found.append(Problem(words="EMAIL_HOST is not set, so mails wait in the outbox and nobody can sign in."))
    if not environment.read("DATABASE_URL"):
        found.append(Problem(words="DATABASE_URL is not set, so the embedded PostgreSQL is used; see to its backups."))
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    found = problems()
    for problem in found:
        print(problem)
    if not found:
        print("Nothing to put right.")
    return 1 if any(problem.grave for problem in found) else 0
