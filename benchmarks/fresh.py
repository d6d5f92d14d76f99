"""
Run another benchmark on an empty database that is thrown away after it.

    python -m benchmarks.fresh benchmarks.register [ITS ARGUMENTS]
"""

import os
import subprocess
import sys
import tempfile


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    with tempfile.TemporaryDirectory(prefix="bench") as home:
        os.environ["TRIGPOINT_HOME"] = home
        import django

        django.setup()
        from trigpoint.config.ready import database_ready

        with database_ready() as problem:
            if problem:
                print(problem, file=sys.stderr)
                return 1
            return subprocess.run([sys.executable, "-m", *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
