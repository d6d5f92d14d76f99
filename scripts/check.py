"""All checks that need no test run: style, templates, types, the direction of imports, migrations."""

import contextlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from steps import ROOT, VENV, Failed, begin, end, main, run

HERE = {"DJANGO_SETTINGS_MODULE": "trigpoint.config.settings", "PYTHONPATH": str(ROOT / "src")}


def tool(name):
    return VENV / "bin" / name


def checks():
    """Types take a minute on one core: the other core has the rest, and what the tests need before they begin."""
    types = begin("types", [tool("mypy")], env=HERE)
    beside = [types]
    try:
        _quick_checks()
        if "--tests" in sys.argv:
            # Compiles every test and makes the template of their databases. What is wrong there, the tests will say.
            ready = begin("tests", [tool("pytest"), "-n0", "-q", "-k", "test_what_ships_is_there"])
            beside.append(ready)
        end("Checking types", types)
        if "--tests" in sys.argv:
            with contextlib.suppress(Failed):
                end("Making the tests' database", ready)
    finally:
        for process, _log in beside:
            if process.poll() is None:
                process.terminate()
                process.wait()


def _quick_checks():
    templates = sorted(str(file) for file in (ROOT / "src").rglob("templates/**/*.html"))
    run("Checking style", [tool("ruff"), "check", "."])
    run("Checking layout", [tool("ruff"), "format", "--check", "."])
    if templates:
        run("Checking templates", [tool("djade"), "--check", *templates])
    run("Checking imports", [tool("lint-imports")], env=HERE)
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}  # models against files: no database is asked
    migrations = [tool("python"), "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"]
    run("Checking migrations", migrations, env={**HERE, **(nowhere if "DATABASE_URL" not in os.environ else {})})


if __name__ == "__main__":
    main(checks)
