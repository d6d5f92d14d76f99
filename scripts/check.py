"""All checks that need no test run: style, templates, types, the direction of imports, migrations."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from steps import ROOT, VENV, main, run

HERE = {"DJANGO_SETTINGS_MODULE": "trigpoint.config.settings", "PYTHONPATH": str(ROOT / "src")}


def tool(name):
    return VENV / "bin" / name


def checks():
    templates = sorted(str(file) for file in (ROOT / "src").rglob("templates/**/*.html"))
    run("Checking style", [tool("ruff"), "check", "."])
    run("Checking layout", [tool("ruff"), "format", "--check", "."])
    if templates:
        run("Checking templates", [tool("djade"), "--check", *templates])
    run("Checking imports", [tool("lint-imports")], env=HERE)
    run("Checking types", [tool("mypy")], env=HERE)
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}  # models against files: no database is asked
    migrations = [tool("python"), "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"]
    run("Checking migrations", migrations, env={**HERE, **(nowhere if "DATABASE_URL" not in os.environ else {})})


if __name__ == "__main__":
    main(checks)
