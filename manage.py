#!/usr/bin/env python
"""Django's own command line, for developers; `trigpoint` is the product's."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    from django.core.management import execute_from_command_line

    from trigpoint.config import database

    with database.up():
        execute_from_command_line(sys.argv)
