"""The worker: `python -m trigpoint.config.worker SECONDS`, the seconds being what a job gets to finish at the end."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    own = app.connector
    if not isinstance(own, DjangoConnector):
        raise TypeError(f"the worker needs Django's database, not {own}")
    with app.replace_connector(own.get_worker_connector()):
        app.run_worker(concurrency=2, shutdown_graceful_timeout=float(sys.argv[1]))


if __name__ == "__main__":
    main()
