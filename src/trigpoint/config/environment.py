"""
What differs between machines: every environment variable that Trigpoint reads, and what each means.

`docs/reference/settings.md` is made from this table (`trigpoint docs write`), and a test keeps it current.
"""

import contextlib
import dataclasses
import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable: what stands when it is not set, and what it is for."""

    default: str
    meaning: str


VARIABLES: dict[str, Variable] = {
    "TRIGPOINT_HOME": Variable(
        default="var/ in the checkout",
        meaning="The folder of what must be kept: the embedded database, uploaded files, the secret key.",
    ),
    "DATABASE_URL": Variable(
        default="the embedded PostgreSQL",
        meaning="A PostgreSQL 15 or later, as `postgresql://user:password@host:5432/name`.",
    ),
    "DATABASE_POOL": Variable(
        default="",
        meaning="How many connections each web process keeps in a pool; without it each thread keeps one.",
    ),
    "PORT": Variable(default="8000", meaning="The port that the web server listens on."),
    "HOST": Variable(
        default="127.0.0.1", meaning="The address that the web server listens on. `0.0.0.0` behind a proxy elsewhere."
    ),
    "WEB_PROCESSES": Variable(default="2", meaning="How many web processes run, each with `WEB_THREADS` threads."),
    "WEB_THREADS": Variable(default="4", meaning="How many threads each web process has."),
    "PUBLIC_URL": Variable(
        default="http://127.0.0.1:PORT",
        meaning=(
            "Where people reach it, such as `https://review.example.org`. When it begins with `https`, pages are only "
            "served over HTTPS and cookies only sent over it; links in mails begin with it."
        ),
    ),
    "ALLOWED_HOSTS": Variable(
        default="the host of PUBLIC_URL, 127.0.0.1 and localhost",
        meaning="Further host names that it answers to, with commas between.",
    ),
    "SECRET_KEY": Variable(
        default="made on the first start, in TRIGPOINT_HOME/secret-key",
        meaning="Signs sessions and codes. Set it when several machines serve the same database.",
    ),
    "EMAIL_HOST": Variable(
        default="", meaning="The mail server. Without it mails wait in the outbox, and `trigpoint serve` says so."
    ),
    "EMAIL_PORT": Variable(default="587", meaning="The mail server's port."),
    "EMAIL_USER": Variable(default="", meaning="The name to sign in to the mail server with."),
    "EMAIL_PASSWORD": Variable(default="", meaning="The password to sign in to the mail server with."),
    "EMAIL_SECURITY": Variable(
        default="starttls", meaning="`starttls`, `tls` (from the first byte) or `none` (a server on the same machine)."
    ),
    "EMAIL_FROM": Variable(
        default="Trigpoint <trigpoint@localhost>", meaning="Whom mails come from; the mail server must allow it."
    ),
    "DEMO": Variable(
        default="",
        meaning=(
            "`1` keeps mails instead of sending them and shows them, with everybody's sign-in codes, to whoever asks. "
            "`trigpoint demo` sets it. Never where real people sign in."
        ),
    ),
    "DEBUG": Variable(default="", meaning="`1` shows developers' error pages. Never where real people sign in."),
    "LOG_LEVEL": Variable(default="INFO", meaning="How much is said on standard error: `DEBUG` to `ERROR`."),
}


def read(name: str, otherwise: str = "") -> str:
    """The variable's value; `otherwise` when it is unset or empty. Only variables of the table can be read."""
    VARIABLES[name]  # a KeyError here: describe it above first
    return os.environ.get(name, "").strip() or otherwise


def home() -> Path:
    """TRIGPOINT_HOME, which may not exist yet."""
    return Path(read("TRIGPOINT_HOME", str(CHECKOUT / "var"))).expanduser().absolute()


def secret_key() -> str:
    """The key from the environment, else the one made for this home on its first start."""
    if given := read("SECRET_KEY"):
        return given
    file = home() / "secret-key"
    if not file.exists():
        home().mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"secret-key.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # another process was first: its key stands
            file.hardlink_to(fresh)
        fresh.unlink()
    return file.read_text().strip()
