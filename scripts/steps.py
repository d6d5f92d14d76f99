"""Steps of preparing and checking: each shows that it is alive, is left out when nothing changed, and says what failed.

Runs on any Python from 3.8, before anything is installed.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"


class Failed(Exception):
    """A step did not work; the words say what to do."""


class Alive:
    """'Doing this …' at once, then a mark each second on a terminal, each ten seconds elsewhere."""

    def __init__(self, words):
        self.words = words
        self.done = threading.Event()
        self.started = time.monotonic()
        self.thread = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self):
        sys.stderr.write(self.words + " …")
        sys.stderr.flush()
        self.thread.start()
        return self

    def __exit__(self, kind, problem, trace):
        self.done.set()
        self.thread.join()
        seconds = time.monotonic() - self.started
        sys.stderr.write((" failed" if kind else " done") + (" (%.0f s)\n" % seconds if seconds >= 1 else "\n"))
        sys.stderr.flush()

    def _tick(self):
        while not self.done.wait(1 if sys.stderr.isatty() else 10):
            sys.stderr.write(".")
            sys.stderr.flush()


def run(words, command, env=None, hint=""):
    """Run a command quietly; show what it said when it fails."""
    log = TOOLS / "last.log"
    TOOLS.mkdir(exist_ok=True)
    try:
        with Alive(words), log.open("w") as said:
            subprocess.run(
                [str(part) for part in command],
                cwd=str(ROOT),
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=True,
            )
    except (subprocess.CalledProcessError, OSError) as problem:
        said = log.read_text(errors="replace").strip() or str(problem)
        raise Failed((said + "\n\n" + hint).strip()) from None


def begin(name, command, env=None):
    """Start a command that runs beside the next steps; `end` waits for it."""
    TOOLS.mkdir(exist_ok=True)
    log = TOOLS / (name + ".log")
    with log.open("w") as said:
        begun = subprocess.Popen(
            [str(part) for part in command],
            cwd=str(ROOT),
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    return begun, log


def end(words, begun):
    """Wait for what was begun; show what it said when it failed."""
    process, log = begun
    try:
        with Alive(words):
            if process.wait():
                raise subprocess.CalledProcessError(process.returncode, process.args)
    except subprocess.CalledProcessError as problem:
        raise Failed(log.read_text(errors="replace").strip() or str(problem)) from None


def unchanged(name, inputs, made):
    """Whether `made` is there and was made from these inputs (files, folders or words)."""
    return (
        all(Path(thing).exists() for thing in made)
        and _stamp(name).exists()
        and (_stamp(name).read_text() == _digest(inputs))
    )


def remember(name, inputs):
    _stamp(name).parent.mkdir(parents=True, exist_ok=True)
    _stamp(name).write_text(_digest(inputs))


def _stamp(name):
    return TOOLS / "stamps" / name


def _digest(inputs):
    total = hashlib.sha256()
    for thing in inputs:
        files = [thing] if not isinstance(thing, Path) or not thing.is_dir() else sorted(thing.rglob("*"))
        for file in files:
            if isinstance(file, Path):
                if file.is_file():
                    total.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
            else:
                total.update(str(file).encode() + b"\0")
    return total.hexdigest()


def main(action):
    try:
        action()
    except Failed as problem:
        sys.stderr.write("\n%s\n" % problem)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        sys.exit(130)
