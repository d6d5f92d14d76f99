"""What is asked of every text before it is kept."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.errors import Unacceptable


def tidy(table: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """
    The values with texts trimmed and lines ended alike.

    Raises Unacceptable, by field, for a text that is longer than its column or holds what no database keeps.
    """
    kept: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for name, value in values.items():
        kept[name] = value
        if not isinstance(value, str):
            continue
        kept[name] = text = value.replace("\r\n", "\n").strip()
        most = getattr(table._meta.get_field(name), "max_length", None)  # noqa: SLF001 - a table's public description
        if "\0" in text:
            wrong[name] = [str(_("This holds a character that can't be kept. Type it again."))]
        elif most is not None and len(text) > most:
            wrong[name] = [
                str(_("Shorten this to %(most)d characters; it has %(has)d.") % {"most": most, "has": len(text)})
            ]
    if wrong:
        raise Unacceptable(wrong)
    return kept
